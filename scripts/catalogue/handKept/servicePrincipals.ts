const docs = "https://docs.aws.amazon.com/";
const iamListing =
  "https://github.com/awsdocs/iam-user-guide/blob/d7d9077a8811298b4ce964faaad5a40a33717677/doc_source/reference_service_principals_listing.md";

/**
 * Service principals by the page on which AWS names them, beyond those that the generator finds in the conditions of
 * AWS managed policies (`iam:PassedToService`, `iam:AWSServiceName` and the like).
 */
export const servicePrincipals: Readonly<Record<string, readonly string[]>> = {
  [iamListing]: [
    "acm.amazonaws.com",
    "apigateway.amazonaws.com",
    "athena.amazonaws.com",
    "autoscaling.amazonaws.com",
    "clouddirectory.amazonaws.com",
    "cloudformation.amazonaws.com",
    "cloudfront.amazonaws.com",
    "cloudsearch.amazonaws.com",
    "cloudtrail.amazonaws.com",
    "monitoring.amazonaws.com",
    "events.amazonaws.com",
    "logs.amazonaws.com",
    "codecommit.amazonaws.com",
    "codedeploy.amazonaws.com",
    "codepipeline.amazonaws.com",
    "config.amazonaws.com",
    "datapipeline.amazonaws.com",
    "directconnect.amazonaws.com",
    "ds.amazonaws.com",
    "dynamodb.amazonaws.com",
    "ec2.amazonaws.com",
    "ecr.amazonaws.com",
    "ecs.amazonaws.com",
    "edgelambda.amazonaws.com",
    "elasticache.amazonaws.com",
    "elasticbeanstalk.amazonaws.com",
    "elasticfilesystem.amazonaws.com",
    "elasticloadbalancing.amazonaws.com",
    "elasticmapreduce.amazonaws.com",
    "health.amazonaws.com",
    "iam.amazonaws.com",
    "inspector.amazonaws.com",
    "kinesis.amazonaws.com",
    "kms.amazonaws.com",
    "lambda.amazonaws.com",
    "lightsail.amazonaws.com",
    "opsworks.amazonaws.com",
    "organizations.amazonaws.com",
    "rds.amazonaws.com",
    "redshift.amazonaws.com",
    "route53.amazonaws.com",
    "s3.amazonaws.com",
    "servicecatalog.amazonaws.com",
    "ses.amazonaws.com",
    "signin.amazonaws.com",
    "sns.amazonaws.com",
    "sqs.amazonaws.com",
    "ssm.amazonaws.com",
    "storagegateway.amazonaws.com",
    "sts.amazonaws.com",
    "support.amazonaws.com",
    "vmie.amazonaws.com",
    "waf.amazonaws.com",
    "workspaces.amazonaws.com",
  ],
  [`${docs}AmazonS3/latest/userguide/example-bucket-policies.html`]: [
    "logging.s3.amazonaws.com",
    "logdelivery.elasticloadbalancing.amazonaws.com",
    "storage-lens.s3.amazonaws.com",
  ],
  [`${docs}AmazonS3/latest/userguide/batch-ops-iam-role-policies.html`]: ["batchoperations.s3.amazonaws.com"],
  [`${docs}AmazonS3/latest/userguide/outposts-replication-prerequisites-config.html`]: [
    "s3-outposts.amazonaws.com",
  ],
  [`${docs}AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html`]: ["delivery.logs.amazonaws.com"],
  [`${docs}AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-trustpolicy.html`]: [
    "streams.metrics.cloudwatch.amazonaws.com",
  ],
  [`${docs}organizations/latest/userguide/services-that-can-integrate-network-manager.html`]: [
    "cloudwatch-crossaccount.amazonaws.com",
    "stacksets.cloudformation.amazonaws.com",
    "member.org.stacksets.cloudformation.amazonaws.com",
  ],
  [`${docs}AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html`]: [
    "lambda.alarms.cloudwatch.amazonaws.com",
  ],
  [`${docs}devicefarm/latest/developerguide/using-service-linked-roles.html`]: ["devicefarm.amazonaws.com"],
  [`${docs}AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html`]: ["monitoring.rds.amazonaws.com"],
  [`${docs}AmazonRDS/latest/UserGuide/USER_ExportSnapshot.html`]: ["export.rds.amazonaws.com"],
  [`${docs}AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html`]: ["events.rds.amazonaws.com"],
  [`${docs}AmazonRDS/latest/UserGuide/oracle-kerberos-setting-up.html`]: [
    "directoryservice.rds.amazonaws.com",
  ],
  [`${docs}AmazonRDS/latest/UserGuide/USER.SQLServer.AddlFeat.TransactionLogAccess.html`]: [
    "backups.rds.amazonaws.com",
  ],
  [`${docs}AmazonRDS/latest/UserGuide/UsingWithRDS.IAM.ServiceLinkedRoles.html`]: [
    "custom.rds.amazonaws.com",
  ],
  [`${docs}vpc/latest/userguide/flow-logs-iam-role.html`]: ["vpc-flow-logs.amazonaws.com"],
  [`${docs}ebs/latest/userguide/service-role.html`]: ["dlm.amazonaws.com"],
  [`${docs}eks/latest/userguide/pod-execution-role.html`]: ["eks-fargate-pods.amazonaws.com"],
  [`${docs}dtconsole/latest/userguide/set-up-sns.html`]: ["codestar-notifications.amazonaws.com"],
  [`${docs}chatbot/latest/adminguide/security_iam_service-with-iam-id-based-policies.html`]: [
    "chatbot.amazonaws.com",
  ],
  [`${docs}organizations/latest/userguide/services-that-can-integrate-tag-policies.html`]: [
    "tagpolicies.tag.amazonaws.com",
  ],
  [`${docs}config/latest/developerguide/set-up-aggregator-cli.html`]: [
    "config-multiaccountsetup.amazonaws.com",
  ],
  [`${docs}systems-manager/latest/userguide/OpsCenter-getting-started-multiple-accounts.html`]: [
    "opsdatasync.ssm.amazonaws.com",
  ],
  [`${docs}organizations/latest/userguide/services-that-can-integrate-CTower.html`]: [
    "controltower.amazonaws.com",
  ],
  [`${docs}AWSCloudFormation/latest/UserGuide/registry-public.html`]: [
    "resources.cloudformation.amazonaws.com",
    "hooks.cloudformation.amazonaws.com",
  ],
  [`${docs}cur/latest/userguide/cur-s3.html`]: ["billingreports.amazonaws.com"],
  [`${docs}cur/latest/userguide/dataexports-s3-bucket.html`]: ["bcm-data-exports.amazonaws.com"],
  [`${docs}cost-management/latest/userguide/ad-SNS.html`]: ["costalerts.amazonaws.com"],
  [`${docs}kms/latest/developerguide/authorize-xks-key-store.html`]: ["cks.kms.amazonaws.com"],
  [`${docs}kms/latest/developerguide/multi-region-auth-slr.html`]: ["mrk.kms.amazonaws.com"],
  [`${docs}step-functions/latest/dg/procedure-create-iam-role.html`]: ["states.amazonaws.com"],
  [`${docs}autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html`]: [
    "application-autoscaling.amazonaws.com",
    "appstream.application-autoscaling.amazonaws.com",
    "rds.application-autoscaling.amazonaws.com",
    "cassandra.application-autoscaling.amazonaws.com",
    "comprehend.application-autoscaling.amazonaws.com",
    "custom-resource.application-autoscaling.amazonaws.com",
    "dynamodb.application-autoscaling.amazonaws.com",
    "ec2.application-autoscaling.amazonaws.com",
    "ecs.application-autoscaling.amazonaws.com",
    "elasticache.application-autoscaling.amazonaws.com",
    "elasticmapreduce.application-autoscaling.amazonaws.com",
    "kafka.application-autoscaling.amazonaws.com",
    "lambda.application-autoscaling.amazonaws.com",
    "neptune.application-autoscaling.amazonaws.com",
    "sagemaker.application-autoscaling.amazonaws.com",
    "workspaces.application-autoscaling.amazonaws.com",
  ],
  [`${docs}kinesisanalytics/latest/dev/iam-role.html`]: ["kinesisanalytics.amazonaws.com"],
  [`${docs}msk/latest/developerguide/msk-connect-service-execution-role.html`]: [
    "kafkaconnect.amazonaws.com",
  ],
  [`${docs}redshift/latest/mgmt/redshift-iam-access-control-identity-based.html`]: [
    "scheduler.redshift.amazonaws.com",
  ],
  [`${docs}sagemaker/latest/dg/gtp-request-project.html`]: ["sagemaker-ground-truth-plus.amazonaws.com"],
  [`${docs}comprehend/latest/dg/cross-service-confused-deputy-prevention.html`]: ["comprehend.amazonaws.com"],
  [`${docs}rekognition/latest/dg/cross-service-confused-deputy-prevention.html`]: [
    "rekognition.amazonaws.com",
  ],
  [`${docs}textract/latest/dg/api-async-roles.html`]: ["textract.amazonaws.com"],
  [`${docs}translate/latest/dg/async-prereqs.html`]: ["translate.amazonaws.com"],
  [`${docs}transcribe/latest/dg/security_iam_id-based-policy-examples.html`]: ["transcribe.amazonaws.com"],
  [`${docs}connect/latest/adminguide/cross-service-confused-deputy-prevention.html`]: [
    "voiceid.amazonaws.com",
  ],
  [`${docs}chime-sdk/latest/dg/create-s3-bucket.html`]: ["mediapipelines.chime.amazonaws.com"],
  [`${docs}pinpoint/latest/developerguide/permissions-streams.html`]: ["pinpoint.amazonaws.com"],
  [`${docs}sms-voice/latest/userguide/phone-numbers-two-way-sms.html`]: ["sms-voice.amazonaws.com"],
  [`${docs}medialive/latest/ug/complex-scenario-create-trusted-entity-role-step4.html`]: [
    "medialive.amazonaws.com",
  ],
  [`${docs}mediapackage/latest/ug/setting-up-create-trust-rel-trust.html`]: ["mediapackage.amazonaws.com"],
  [`${docs}mediatailor/latest/ug/cross-service-confused-deputy-prevention.html`]: [
    "mediatailor.amazonaws.com",
  ],
  [`${docs}mediastore/latest/ug/monitoring-cloudwatch-permissions.html`]: ["mediastore.amazonaws.com"],
  [`${docs}gamelift/latest/developerguide/gamelift-iam-policy-examples.html`]: ["gamelift.amazonaws.com"],
  [`${docs}iotanalytics/latest/userguide/cloudwatch.html`]: ["iotanalytics.amazonaws.com"],
  [`${docs}iotevents/latest/developerguide/cross-service-confused-deputy-prevention.html`]: [
    "iotevents.amazonaws.com",
  ],
  [`${docs}iot-twinmaker/latest/guide/twinmaker-gs-service-role.html`]: ["iottwinmaker.amazonaws.com"],
  [`${docs}iot-fleetwise/latest/developerguide/controlling-access.html`]: ["iotfleetwise.amazonaws.com"],
  [`${docs}iot/latest/developerguide/connect-iot-lorawan-create-destinations.html`]: [
    "iotwireless.amazonaws.com",
  ],
  [`${docs}IAM/latest/UserGuide/confused-deputy.html`]: ["ssm-incidents.amazonaws.com"],
  [`${docs}secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html`]: [
    "secretsmanager.amazonaws.com",
  ],
  [`${docs}serverlessrepo/latest/devguide/serverlessrepo-how-to-publish.html`]: [
    "serverlessrepo.amazonaws.com",
  ],
  [`${docs}privateca/latest/userguide/crl-planning.html`]: ["acm-pca.amazonaws.com"],
  [`${docs}waf/latest/developerguide/waf-migrating-procedure-automatic.html`]: [
    "apiv2migration.waf.amazonaws.com",
    "apiv2migration.waf-regional.amazonaws.com",
  ],
  [`${docs}waf/latest/developerguide/authorize-srt.html`]: ["drt.shield.amazonaws.com"],
  [`${docs}lambda/latest/dg/services-alexa.html`]: [
    "alexa-appkit.amazon.com",
    "alexa-connectedhome.amazon.com",
  ],
  [`${docs}AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html`]: [
    "edgelambda.amazonaws.com",
    "replicator.lambda.amazonaws.com",
    "logger.cloudfront.amazonaws.com",
  ],
  [`${docs}emr/latest/EMR-on-EKS-DevelopmentGuide/creating-job-execution-role.html`]: [
    "emr-containers.amazonaws.com",
  ],
  [`${docs}ground-station/latest/ug/getting-started.step1.html`]: ["groundstation.amazonaws.com"],
  [`${docs}mwaa/latest/userguide/mwaa-create-role.html`]: ["airflow-env.amazonaws.com"],
  [`${docs}snowball/latest/developer-guide/access-policy-examples-for-sdk-cli.html`]: [
    "importexport.amazonaws.com",
  ],
  [`${docs}ivs/latest/LowLatencyUserGuide/record-to-s3.html`]: ["ivs.amazonaws.com"],
  [`${docs}chime-sdk/latest/dg/play-audio-get-digits.html`]: ["voiceconnector.chime.amazonaws.com"],
  [`${docs}chime-sdk/latest/dg/create-service-role.html`]: ["messaging.chime.amazonaws.com"],
  [`${docs}chime-sdk/latest/dg/mtgs-sdk-notifications.html`]: ["meetings.chime.amazonaws.com"],
  [`${docs}iot/latest/developerguide/device-advisor-setting-up.html`]: ["iotdeviceadvisor.amazonaws.com"],
  [`${docs}iot/latest/developerguide/authorizing-direct-aws.html`]: ["credentials.iot.amazonaws.com"],
  [`${docs}dms/latest/userguide/security_iam_secretsmanager.html`]: ["dms.amazonaws.com"],
};

/**
 * Forms besides NAME.amazonaws.com that AWS documents for use within one region or partition. Besides these, any
 * service principal may carry a region where a service in an opt-in region calls across regions.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */
export const principalForms: Readonly<Record<string, readonly string[]>> = {
  "cks.kms.amazonaws.com": ["cks.kms.{region}.amazonaws.com"],
  "codedeploy.amazonaws.com": ["codedeploy.{region}.amazonaws.com", "codedeploy.{region}.amazonaws.com.cn"],
  "dms.amazonaws.com": ["dms.{region}.amazonaws.com"],
  "logs.amazonaws.com": ["logs.{region}.amazonaws.com", "logs.{region}.amazonaws.com.cn"],
  "sns.amazonaws.com": ["sns.{region}.amazonaws.com"],
  "states.amazonaws.com": ["states.{region}.amazonaws.com"],
};

/** Misspelled in a policy of AWS itself. */
export const misspelled: ReadonlySet<string> = new Set(["casssandra.application-autoscaling.amazonaws.com"]);
