import type { WorkspaceFacts } from "../../../../src/language/workspaceFacts.ts";

/** A workspace with one of everything, and two accounts. */
export const exampleFacts: WorkspaceFacts = {
  partition: "aws",
  region: "eu-west-1",
  today: "2026-03-09",
  accounts: [
    { id: "111122223333", profiles: ["dev", "dev-admin"] },
    { id: "444455556666", profiles: [] },
  ],
  roles: [{ name: "arn:aws:iam::111122223333:role/team/Deploy", from: "profile dev" }],
  users: [{ name: "arn:aws:iam::111122223333:user/anna", from: "chain.assume-role.json" }],
  buckets: [{ name: "reports-bucket", from: "chain.assume-role.json" }],
  identityProviders: [
    {
      name: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
      from: "ci.trust-policy.json",
    },
    { name: "arn:aws:iam::111122223333:saml-provider/Corp", from: "sso.trust-policy.json" },
  ],
  organizations: [{ name: "o-a1b2c3d4e5", from: "org.bucket-policy.json" }],
  externalIds: [{ name: "vendor-4711", from: "chain.assume-role.json" }],
  tagKeys: [{ name: "team", from: "chain.assume-role.json" }],
};
