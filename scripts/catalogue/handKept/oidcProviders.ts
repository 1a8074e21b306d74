import type { PackedOidcProvider } from "../../../src/core/catalogue/packed.ts";

const stsKeys =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif";
const shared =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html";

const aud = (description = "Audience that the token was issued for") =>
  ["aud", "String", description] as const;
const sub = (description = "Subject of the token") => ["sub", "String", description] as const;

/**
 * Identity providers and the claims of their tokens that are condition keys. `requiredKeys` are those that IAM wants
 * to see in the trust policy of a provider that many organizations share. The generator adds the claims that the
 * source lists under AWS STS.
 */
export const oidcProviders: readonly PackedOidcProvider[] = [
  {
    issuer: "token.actions.githubusercontent.com",
    name: "GitHub Actions",
    source: "https://docs.github.com/en/actions/reference/security/oidc",
    builtIn: false,
    audience: "sts.amazonaws.com",
    requiredKeys: ["token.actions.githubusercontent.com:sub"],
    claims: [
      aud(),
      sub(
        "Repository and context of the workflow: repo:OWNER/REPO:ref:refs/heads/BRANCH, repo:OWNER/REPO:environment:NAME",
      ),
    ],
  },
  {
    issuer: "token.actions.githubusercontent.com/${SubPath}",
    name: "GitHub Actions with an issuer per enterprise",
    source: "https://docs.github.com/en/actions/reference/security/oidc",
    builtIn: false,
    audience: "sts.amazonaws.com",
    claims: [aud(), sub("Repository and context of the workflow")],
  },
  {
    issuer: "token.actions.${Domain}.ghe.com",
    name: "GitHub Enterprise Cloud with data residency",
    source: "https://docs.github.com/en/actions/reference/security/oidc",
    builtIn: false,
    audience: "sts.amazonaws.com",
    claims: [aud(), sub("Repository and context of the workflow")],
  },
  {
    issuer: "github.com/enterprises/${EnterpriseName}",
    name: "GitHub Enterprise",
    source: "https://docs.github.com/en/actions/reference/security/oidc",
    builtIn: false,
    claims: [aud(), sub()],
  },
  {
    issuer: "oidc-configuration.audit-log.githubusercontent.com",
    name: "GitHub audit log streaming",
    source: shared,
    builtIn: false,
    audience: "sts.amazonaws.com",
    requiredKeys: ["oidc-configuration.audit-log.githubusercontent.com:sub"],
    claims: [aud(), sub("Enterprise whose audit log is streamed: https://github.com/NAME")],
  },
  {
    issuer: "vstoken.actions.githubusercontent.com",
    name: "GitHub Actions, older issuer",
    source: shared,
    builtIn: false,
    requiredKeys: ["vstoken.actions.githubusercontent.com:sub"],
    claims: [aud(), sub()],
  },
  {
    issuer: "gitlab.com",
    name: "GitLab.com",
    source: "https://docs.gitlab.com/ci/cloud_services/aws/",
    builtIn: false,
    requiredKeys: ["gitlab.com:sub"],
    claims: [aud(), sub("Project and ref: project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH")],
  },
  {
    issuer: "oidc.eks.${Region}.amazonaws.com/id/${ClusterId}",
    name: "Amazon EKS cluster",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
    builtIn: false,
    audience: "sts.amazonaws.com",
    claims: [aud(), sub("Service account: system:serviceaccount:NAMESPACE:NAME")],
  },
  {
    issuer: "oidc.eks.${Region}.amazonaws.com.cn/id/${ClusterId}",
    name: "Amazon EKS cluster in China",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
    builtIn: false,
    audience: "sts.amazonaws.com",
    claims: [aud(), sub("Service account: system:serviceaccount:NAMESPACE:NAME")],
  },
  {
    issuer: "accounts.google.com",
    name: "Google",
    source: stsKeys,
    builtIn: true,
    claims: [["email", "String", "E-mail address of the Google user"]],
  },
  {
    issuer: "graph.facebook.com",
    name: "Facebook",
    source: stsKeys,
    builtIn: true,
    claims: [],
  },
  {
    issuer: "www.amazon.com",
    name: "Login with Amazon",
    source: stsKeys,
    builtIn: true,
    claims: [],
  },
  {
    issuer: "cognito-identity.amazonaws.com",
    name: "Amazon Cognito identity pool",
    source: stsKeys,
    builtIn: true,
    requiredKeys: ["cognito-identity.amazonaws.com:aud"],
    claims: [],
  },
  {
    issuer: "cognito-identity-us-gov.amazonaws.com",
    name: "Amazon Cognito identity pool in AWS GovCloud",
    source: "https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html",
    builtIn: true,
    requiredKeys: ["cognito-identity-us-gov.amazonaws.com:aud"],
    claims: [
      aud("Identity pool id"),
      sub("Identity id of the user"),
      ["amr", "ArrayOfString", "Whether the user is authenticated, and by which providers"],
    ],
  },
  {
    issuer: "agent.buildkite.com",
    name: "Buildkite",
    source: shared,
    builtIn: false,
    audience: "sts.amazonaws.com",
    requiredKeys: ["agent.buildkite.com:sub"],
    claims: [aud(), sub("organization:NAME:pipeline:NAME:ref:REF:commit:SHA:step:KEY")],
  },
  {
    issuer: "agent.${Domain}.buildkite.dev",
    name: "Buildkite",
    source: stsKeys,
    builtIn: false,
    claims: [aud(), sub()],
  },
  {
    issuer: "agent.${Domain}.buildkite.site",
    name: "Buildkite",
    source: stsKeys,
    builtIn: false,
    claims: [aud(), sub()],
  },
  {
    issuer: "oidc.circleci.com/org/${OrgId}",
    name: "CircleCI",
    source: "https://circleci.com/docs/openid-connect-tokens/",
    builtIn: false,
    claims: [aud("Organization id"), sub("org/ORG/project/PROJECT/user/USER")],
  },
  {
    issuer: "idcs-${OciUniqueIdentifier}.identity.oraclecloud.com",
    name: "Oracle Cloud Infrastructure",
    source: stsKeys,
    builtIn: false,
    claims: [aud(), sub()],
  },
  {
    issuer: "app.terraform.io",
    name: "HCP Terraform",
    source:
      "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration",
    builtIn: false,
    audience: "aws.workload.identity",
    requiredKeys: ["app.terraform.io:sub"],
    claims: [aud(), sub("organization:NAME:project:NAME:workspace:NAME:run_phase:PHASE")],
  },
  {
    issuer: "oidc.codefresh.io",
    name: "Codefresh",
    source: shared,
    builtIn: false,
    requiredKeys: ["oidc.codefresh.io:sub"],
    claims: [aud(), sub()],
  },
  {
    issuer: "studio.datachain.ai/api",
    name: "DVC Studio",
    source: shared,
    builtIn: false,
    requiredKeys: ["studio.datachain.ai/api:sub"],
    claims: [aud(), sub()],
  },
  {
    issuer: "api.pulumi.com/oidc",
    name: "Pulumi Cloud",
    source: shared,
    builtIn: false,
    requiredKeys: ["api.pulumi.com/oidc:aud"],
    claims: [aud("Organization"), sub()],
  },
  {
    issuer: "sandboxes.cloud",
    name: "sandboxes.cloud",
    source: shared,
    builtIn: false,
    requiredKeys: ["sandboxes.cloud:aud"],
    claims: [aud(), sub()],
  },
  {
    issuer: "scalr.io",
    name: "Scalr",
    source: shared,
    builtIn: false,
    requiredKeys: ["scalr.io:sub"],
    claims: [aud(), sub()],
  },
  {
    issuer: "tokens.cloud.shisho.dev",
    name: "Shisho Cloud",
    source: shared,
    builtIn: false,
    requiredKeys: ["tokens.cloud.shisho.dev:sub"],
    claims: [aud(), sub()],
  },
  {
    issuer: "proidc.upbound.io",
    name: "Upbound",
    source: shared,
    builtIn: false,
    requiredKeys: ["proidc.upbound.io:sub"],
    claims: [aud(), sub()],
  },
  {
    issuer: "oidc.vercel.com",
    name: "Vercel, global issuer",
    source: shared,
    builtIn: false,
    requiredKeys: ["oidc.vercel.com:aud"],
    claims: [aud("Team: https://vercel.com/TEAM"), sub("owner:TEAM:project:PROJECT:environment:NAME")],
  },
  {
    issuer: "oidc.vercel.com/${Team}",
    name: "Vercel, issuer per team",
    source: "https://vercel.com/docs/oidc/aws",
    builtIn: false,
    claims: [aud("Team: https://vercel.com/TEAM"), sub("owner:TEAM:project:PROJECT:environment:NAME")],
  },
];
