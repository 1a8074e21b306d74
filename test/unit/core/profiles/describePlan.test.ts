import assert from "node:assert/strict";
import type { CredentialSource, Plan } from "../../../../src/core/profiles/model.ts";
import { describePlan, extendPlan, planForProfile } from "../../../../src/core/profiles/plan.ts";
import { loadLines } from "./loadCase.ts";

const bare: Plan = {
  source: { kind: "instanceMetadata" },
  hops: [],
  sts: { region: "eu-west-1" },
  s3: { region: "eu-west-1" },
  iam: { region: "eu-west-1" },
  notes: [],
  differences: [],
};

function firstLine(source: CredentialSource): string | undefined {
  return describePlan({ ...bare, source })[0];
}

describe("describePlan", () => {
  it("numbers the source and the hops and ends with region, endpoints and notes", () => {
    const { profiles } = loadLines({
      config: [
        "[profile deploy]",
        "role_arn = arn:aws:iam::111122223333:role/Deploy",
        "source_profile = base",
        "external_id = abc-123",
        "role_session_name = jane",
        "duration_seconds = 1800",
        "mfa_serial = arn:aws:iam::444455556666:mfa/jane",
        "endpoint_url = http://127.0.0.1:4566",
      ],
      credentials: [
        "[base]",
        "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      ],
    });
    const result = planForProfile(profiles, "deploy", {});
    assert.equal(result.kind, "plan");
    const plan = extendPlan(
      result.plan,
      [
        {
          roleArn: "arn:aws:iam::111122223333:role/Read",
          sourceIdentity: "jane",
          tags: { team: "blue", cost: "1" },
          transitiveTagKeys: ["team"],
          sessionPolicy: "{}",
          sessionPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        },
      ],
      "hop 2 of chain.assume-role.json",
    );
    assert.deepEqual(describePlan(plan), [
      "1. Static keys of profile 'base' (credentials file)",
      "2. AssumeRole arn:aws:iam::111122223333:role/Deploy as session jane, with external id abc-123, with a code of MFA device arn:aws:iam::444455556666:mfa/jane, for 1800 s (profile 'deploy')",
      "3. AssumeRole arn:aws:iam::111122223333:role/Read as session assume-role-workbench, with source identity jane, with tags team=blue, cost=1, of which transitive team, limited by a session policy of 2 characters, limited by arn:aws:iam::aws:policy/ReadOnlyAccess (hop 2 of chain.assume-role.json)",
      "All calls: http://127.0.0.1:4566, from endpoint_url of profile 'deploy', region us-east-1",
      "Note: No region is set: us-east-1 is used. Set region in the profile, or AWS_REGION.",
    ]);
  });

  it("says every source in words", () => {
    assert.deepEqual(
      (
        [
          { kind: "staticKeys", profile: "a", file: "config", session: true },
          { kind: "environment", session: false },
          { kind: "environment", session: true },
          { kind: "instanceMetadata" },
          { kind: "containerMetadata" },
          { kind: "process", profile: "a", command: "/bin/creds --x" },
          {
            kind: "sso",
            profile: "a",
            ssoSession: "corp",
            startUrl: "https://corp.awsapps.com/start",
            region: "eu-west-1",
            accountId: "111122223333",
            roleName: "Admin",
          },
          { kind: "login", profile: "a", loginSession: "arn:aws:iam::111122223333:user/jane" },
          { kind: "webIdentityToken", tokenFile: "/var/run/token" },
          { kind: "webIdentityToken", tokenFile: "C:\\tokens\\one" },
          { kind: "webIdentityToken", tokenFile: "tokens/one" },
        ] as const
      ).map(firstLine),
      [
        "1. Temporary keys of profile 'a' (config file)",
        "1. Keys in the environment (AWS_ACCESS_KEY_ID)",
        "1. Temporary keys in the environment (AWS_ACCESS_KEY_ID)",
        "1. Credentials of the EC2 instance, from its metadata service",
        "1. Credentials of the container, from its metadata endpoint",
        "1. Output of the program of profile 'a': /bin/creds --x",
        "1. SSO of profile 'a' (sso-session corp): Admin in account 111122223333, signed in at https://corp.awsapps.com/start, region eu-west-1",
        "1. Console sign-in of profile 'a': arn:aws:iam::111122223333:user/jane",
        "1. Web identity token in /var/run/token",
        "1. Web identity token in C:\\tokens\\one",
        "1. Web identity token in tokens/one, from the home folder",
      ],
    );
  });

  it("hides the password of an endpoint", () => {
    const url = "http://user:wJalrXUtnFEMI@127.0.0.1:9000/path@x";
    const lines = describePlan({ ...bare, s3: { region: "eu-west-1", url, urlFrom: "AWS_ENDPOINT_URL_S3" } });
    assert.deepEqual(lines.slice(1), [
      "STS: region eu-west-1",
      "S3: http://…@127.0.0.1:9000/path@x, from AWS_ENDPOINT_URL_S3, region eu-west-1",
    ]);
  });

  it("tells an endpoint of IAM, which only listing roles calls", () => {
    const iam = { region: "eu-west-1", url: "https://iam.example.com", urlFrom: "AWS_ENDPOINT_URL_IAM" };
    assert.deepEqual(describePlan({ ...bare, iam }).slice(1), [
      "STS: region eu-west-1",
      "S3: region eu-west-1",
      "IAM: https://iam.example.com, from AWS_ENDPOINT_URL_IAM, region eu-west-1",
    ]);
  });

  it("writes out what could break a line or turn it round", () => {
    assert.equal(
      firstLine({ kind: "process", profile: "a\u202eb", command: "x\ny\u0007\u200bz" }),
      "1. Output of the program of profile 'a\\u{202e}b': x\\u{a}y\\u{7}\\u{200b}z",
    );
  });
});
