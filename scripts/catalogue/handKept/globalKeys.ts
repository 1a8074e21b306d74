import type { PackedGlobalKey } from "../../../src/core/catalogue/packed.ts";

/**
 * The global condition keys, described in our words. The generator checks names and types against the source, which
 * has no descriptions, and fails on a key that stands on one side only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const globalKeys: readonly PackedGlobalKey[] = [
  {
    key: "aws:PrincipalArn",
    type: "ARN",
    about: "principal",
    description:
      "ARN of the principal that made the request. For a role session it is the ARN of the role, not of the session",
  },
  {
    key: "aws:PrincipalAccount",
    type: "String",
    about: "principal",
    description: "Account that the calling principal belongs to, 12 digits",
  },
  {
    key: "aws:PrincipalOrgPaths",
    type: "ArrayOfString",
    about: "principal",
    description: "Path of the caller's account in AWS Organizations: o-ID/r-ID/ou-ID/…/",
  },
  {
    key: "aws:PrincipalOrgID",
    type: "String",
    about: "principal",
    description: "Organization that the caller's account belongs to, such as o-a1b2c3d4e5",
  },
  {
    key: "aws:PrincipalTag/${TagKey}",
    type: "String",
    about: "principal",
    description: "Value of a tag on the calling user or role, or of a session tag",
  },
  {
    key: "aws:PrincipalIsAWSService",
    type: "Bool",
    about: "principal",
    description: "Whether an AWS service calls the resource itself, with its service principal",
    values: ["true", "false"],
  },
  {
    key: "aws:PrincipalServiceName",
    type: "String",
    about: "principal",
    description: "Service principal that calls the resource itself, such as cloudtrail.amazonaws.com",
  },
  {
    key: "aws:PrincipalServiceNamesList",
    type: "ArrayOfString",
    about: "principal",
    description:
      "All service principal names of the service that calls the resource itself, regional ones too",
  },
  {
    key: "aws:PrincipalType",
    type: "String",
    about: "principal",
    description: "Kind of principal that made the request",
    values: ["Account", "User", "FederatedUser", "AssumedRole", "Anonymous"],
  },
  {
    key: "aws:userid",
    type: "String",
    about: "principal",
    description:
      "Unique id of the caller: AIDA… for a user, AROA…:session-name for a role session, the account for root",
  },
  {
    key: "aws:username",
    type: "String",
    about: "principal",
    description: "Name of the calling IAM user; absent for roles and federated principals",
  },
  {
    key: "aws:ARN",
    type: "ARN",
    about: "principal",
    description: "Older name for the ARN of the calling principal",
    replacedBy: "aws:PrincipalArn",
  },
  {
    key: "aws:AssumedRoot",
    type: "Bool",
    about: "session",
    description: "Whether the session came from AssumeRoot",
    values: ["true", "false"],
  },
  {
    key: "aws:FederatedProvider",
    type: "String",
    about: "session",
    description: "Identity provider that issued the session's identity, for web identity sessions",
  },
  {
    key: "aws:TokenIssueTime",
    type: "Date",
    about: "session",
    description: "When the temporary credentials of the session were issued",
  },
  {
    key: "aws:MultiFactorAuthAge",
    type: "Numeric",
    about: "session",
    description: "Seconds since the session was authenticated with MFA; absent without MFA",
  },
  {
    key: "aws:MultiFactorAuthPresent",
    type: "Bool",
    about: "session",
    description: "Whether the temporary credentials were got with MFA; absent for long-term access keys",
    values: ["true", "false"],
  },
  {
    key: "aws:ChatbotSourceArn",
    type: "ARN",
    about: "session",
    description: "Chat configuration on whose behalf the request was made",
  },
  {
    key: "aws:Ec2InstanceSourceVpc",
    type: "String",
    about: "session",
    description: "VPC of the EC2 instance to which the role credentials were delivered",
  },
  {
    key: "aws:Ec2InstanceSourcePrivateIPv4",
    type: "IPAddress",
    about: "session",
    description: "Private IPv4 address of the EC2 instance to which the role credentials were delivered",
  },
  {
    key: "aws:SourceIdentity",
    type: "String",
    about: "session",
    description: "Source identity that was set when the role was assumed; it lasts through a role chain",
  },
  {
    key: "ec2:RoleDelivery",
    type: "Numeric",
    about: "session",
    description: "Version of the instance metadata service that delivered the role credentials",
    values: ["1.0", "2.0"],
  },
  {
    key: "ec2:SourceInstanceArn",
    type: "ARN",
    about: "session",
    description: "EC2 instance from which the role session comes",
  },
  {
    key: "glue:RoleAssumedBy",
    type: "String",
    about: "session",
    description: "Service for which AWS Glue assumed the role, such as glue.amazonaws.com",
  },
  {
    key: "glue:CredentialIssuingService",
    type: "String",
    about: "session",
    description: "Service that issued the credentials for a job of AWS Glue",
  },
  {
    key: "lambda:SourceFunctionArn",
    type: "ARN",
    about: "session",
    description: "Lambda function whose execution role makes the request",
  },
  {
    key: "ssm:SourceInstanceArn",
    type: "ARN",
    about: "session",
    description: "Managed instance of Systems Manager from which the role session comes",
  },
  {
    key: "identitystore:UserId",
    type: "String",
    about: "session",
    description: "User of IAM Identity Center for whom the request is made",
  },
  {
    key: "aws:SourceIp",
    type: "IPAddress",
    about: "network",
    description: "Public IP address of the requester; absent for requests through a VPC endpoint",
  },
  {
    key: "aws:SourceVpc",
    type: "String",
    about: "network",
    description: "VPC whose endpoint the request went through, such as vpc-1a2b3c4d",
  },
  {
    key: "aws:SourceVpcArn",
    type: "String",
    about: "network",
    description: "ARN of the VPC whose endpoint the request went through",
  },
  {
    key: "aws:SourceVpce",
    type: "String",
    about: "network",
    description: "VPC endpoint that the request went through, such as vpce-1a2b3c4d",
  },
  {
    key: "aws:VpceAccount",
    type: "String",
    about: "network",
    description: "Account that owns the VPC endpoint",
  },
  {
    key: "aws:VpceOrgPaths",
    type: "ArrayOfString",
    about: "network",
    description: "Path in AWS Organizations of the account that owns the VPC endpoint",
  },
  {
    key: "aws:VpceOrgID",
    type: "String",
    about: "network",
    description: "Organization of the account that owns the VPC endpoint",
  },
  {
    key: "aws:VpcSourceIp",
    type: "IPAddress",
    about: "network",
    description: "Private IP address of the requester, for requests through a VPC endpoint",
  },
  {
    key: "aws:ResourceAccount",
    type: "String",
    about: "resource",
    description: "Account that owns the requested resource",
  },
  {
    key: "aws:ResourceOrgID",
    type: "String",
    about: "resource",
    description: "Organization of the account that owns the requested resource",
  },
  {
    key: "aws:ResourceOrgPaths",
    type: "ArrayOfString",
    about: "resource",
    description: "Path in AWS Organizations of the account that owns the requested resource",
  },
  {
    key: "aws:ResourceTag/${TagKey}",
    type: "String",
    about: "resource",
    description: "Value of a tag on the requested resource",
  },
  {
    key: "aws:CalledVia",
    type: "ArrayOfString",
    about: "request",
    description: "Services that made the request on the principal's behalf, first to last",
  },
  {
    key: "aws:CalledViaFirst",
    type: "String",
    about: "request",
    description: "First service that made a request on the principal's behalf",
  },
  {
    key: "aws:CalledViaLast",
    type: "String",
    about: "request",
    description: "Last service that made a request on the principal's behalf",
  },
  {
    key: "aws:CalledViaAWSMCP",
    type: "String",
    about: "request",
    description: "MCP server of AWS through which the request was made",
  },
  {
    key: "aws:ViaAWSService",
    type: "Bool",
    about: "request",
    description:
      "Whether a service makes the request on the principal's behalf, with forward access sessions",
    values: ["true", "false"],
  },
  {
    key: "aws:ViaAWSMCPService",
    type: "Bool",
    about: "request",
    description: "Whether the request was made through an MCP server of AWS",
    values: ["true", "false"],
  },
  {
    key: "aws:CurrentTime",
    type: "Date",
    about: "request",
    description: "Date and time of the request",
  },
  {
    key: "aws:EpochTime",
    type: "Date",
    about: "request",
    description: "Date and time of the request, in seconds since 1970-01-01 or as a date",
  },
  {
    key: "aws:referer",
    type: "String",
    about: "request",
    description: "Referer header that a browser sent; a client can set it to anything",
  },
  {
    key: "aws:RequestedRegion",
    type: "String",
    about: "request",
    description: "Region that the call is made to, such as eu-west-1",
  },
  {
    key: "aws:RequestTag/${TagKey}",
    type: "String",
    about: "request",
    description: "Value of a tag that the request passes",
  },
  {
    key: "aws:TagKeys",
    type: "ArrayOfString",
    about: "request",
    description: "Keys of the tags that the request passes",
  },
  {
    key: "aws:SecureTransport",
    type: "Bool",
    about: "request",
    description: "Whether the request was sent with TLS",
    values: ["true", "false"],
  },
  {
    key: "aws:SourceArn",
    type: "ARN",
    about: "request",
    description: "Resource on whose behalf a service principal calls; guards against a confused deputy",
  },
  {
    key: "aws:SourceAccount",
    type: "String",
    about: "request",
    description: "Account on whose behalf a service principal calls; guards against a confused deputy",
  },
  {
    key: "aws:SourceOwner",
    type: "String",
    about: "request",
    description:
      "Account on whose behalf a service principal calls, for a few older integrations with Amazon SNS",
  },
  {
    key: "aws:SourceOrgPaths",
    type: "ArrayOfString",
    about: "request",
    description: "Path in AWS Organizations of the account on whose behalf a service principal calls",
  },
  {
    key: "aws:SourceOrgID",
    type: "String",
    about: "request",
    description: "Organization of the account on whose behalf a service principal calls",
  },
  {
    key: "aws:UserAgent",
    type: "String",
    about: "request",
    description: "User agent that the client sent; a client can set it to anything",
  },
  {
    key: "aws:IsMcpServiceAction",
    type: "Bool",
    about: "request",
    description: "Whether the action is one of an MCP server",
    values: ["true", "false"],
  },
];

/** Keys that AWS still accepts and that the source does not list. */
export const notInSource: ReadonlySet<string> = new Set(["aws:ARN"]);
