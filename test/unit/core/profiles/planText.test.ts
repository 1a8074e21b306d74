import assert from "node:assert/strict";
import { planForEnvironment, planForProfile } from "../../../../src/core/profiles/plan.ts";
import { visible } from "../../../../src/core/text/visible.ts";
import { planText } from "../../../../src/core/profiles/planText.ts";
import { loadLines } from "./loadCase.ts";

const config = [
  "[profile deploy]",
  "role_arn = arn:aws:iam::111122223333:role/Deploy",
  "source_profile = base",
  "mfa_serial = arn:aws:iam::444455556666:mfa/jane",
  "role_session_name = jane",
  "external_id = abc-123",
  "region = eu-west-1",
  "[profile read]",
  "role_arn = arn:aws:iam::222233334444:role/Read",
  "source_profile = deploy",
  "duration_seconds = 43200",
  "region = eu-west-1",
  "[profile web]",
  "role_arn = arn:aws:iam::111122223333:role/Web",
  "web_identity_token_file = /var/run/token",
  "[profile new-sso]",
  "sso_session = corp",
  "sso_account_id = 111122223333",
  "sso_role_name = Reader",
  "[profile old-sso]",
  "sso_start_url = https://old.awsapps.com/start",
  "sso_region = eu-west-1",
  "sso_account_id = 111122223333",
  "sso_role_name = Reader",
  "[profile tool]",
  "credential_process = /bin/credentials --for me",
  "[profile console]",
  "login_session = arn:aws:iam::111122223333:user/jane",
  "[profile env]",
  "role_arn = arn:aws:iam::111122223333:role/Env",
  "credential_source = Environment",
  "[profile skipped]",
  "role_arn = arn:aws:iam::111122223333:role/Skipped",
  "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
  "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  "[profile mixed]",
  "credential_process = /bin/credentials",
  "sso_session = corp",
  "sso_account_id = 111122223333",
  "sso_role_name = Reader",
  "[sso-session corp]",
  "sso_start_url = https://corp.awsapps.com/start",
  "sso_region = eu-west-1",
];
const credentials = [
  "[base]",
  "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
  "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
];

describe("planText", () => {
  const { profiles } = loadLines({ config, credentials });
  const text = (name: string): string => planText(name, planForProfile(profiles, name, {}));

  it("says every hop with its parameters, the capped duration and where each call goes", () => {
    assert.equal(
      text("read"),
      [
        "Plan of profile 'read'",
        "Nothing has been called.",
        "",
        "First credentials",
        "  Static keys of profile 'base' (credentials file)",
        "",
        "Hop 1: AssumeRole arn:aws:iam::111122223333:role/Deploy",
        "  asked for by    profile 'deploy'",
        "  account         111122223333",
        "  session name    jane",
        "  duration        not sent: AWS gives 3600 s (1 h)",
        "  MFA device      arn:aws:iam::444455556666:mfa/jane",
        "                  its six-digit code is asked for once: GetSessionToken gives 12 h for every role of this device",
        "  external id     abc-123",
        "  STS             https://sts.eu-west-1.amazonaws.com",
        "  region          eu-west-1, from profile 'read'",
        "",
        "Hop 2: AssumeRole arn:aws:iam::222233334444:role/Read",
        "  asked for by    profile 'read'",
        "  account         222233334444",
        "  session name    assume-role-workbench",
        "  duration        3600 s (1 h)",
        "  STS             https://sts.eu-west-1.amazonaws.com",
        "  region          eu-west-1, from profile 'read'",
        "",
        "Calls with the session",
        "  STS             https://sts.eu-west-1.amazonaws.com",
        "  S3              https://s3.eu-west-1.amazonaws.com",
        "  IAM             https://iam.amazonaws.com",
        "  region          eu-west-1, from profile 'read'",
        "",
        "Notes",
        "  Role chaining allows 3600 s: hop 2 asks for 43200 s and gets 3600 s. The AWS CLI would send 43200 and be refused.",
        "",
        "What the AWS CLI and the SDKs do differently",
        "  The AWS CLI asks for an MFA code for each role and keeps the role's session in ~/.aws/cli/cache; the JavaScript SDK stops unless the program gives it an mfaCodeProvider.",
        "  Where role_session_name is not set, the session name is assume-role-workbench here, botocore-session-TIME in the AWS CLI and aws-sdk-js-TIME in the JavaScript SDK.",
        "",
      ].join("\n"),
    );
  });

  for (const [name, words] of [
    ["web", /Web identity token in \/var\/run\/token\n {2}The token itself is sent with the first hop/],
    ["web", /Hop 1: AssumeRoleWithWebIdentity arn:aws:iam::111122223333:role\/Web/],
    ["new-sso", /Needs a sign-in that has not expired: aws sso login --sso-session corp/],
    ["old-sso", /Needs a sign-in that has not expired: aws sso login --profile old-sso/],
    [
      "tool",
      /Output of the program of profile 'tool': \/bin\/credentials --for me\n {2}Runs this program without a shell, in the home folder/,
    ],
    ["console", /Needs a sign-in that has not expired: aws login --profile console/],
    ["env", /Keys in the environment \(AWS_ACCESS_KEY_ID\)/],
    ["env", /where AWS_ACCESS_KEY_ID is not set now/],
    ["mixed", /differently\n {2}The AWS CLI uses SSO of this profile, the JavaScript SDK credential_process/],
    [
      "skipped",
      /^Plan of profile 'skipped'\nNothing has been called\.\n\nNo call can be made\n {2}error: The AWS CLI refuses this role, the JavaScript SDK silently uses the access keys/,
    ],
    ["nowhere", /No call can be made\n {2}error: Profile 'nowhere' not found/],
  ] as const) {
    it(`says of '${name}': ${words.source.slice(0, 40)}…`, () => {
      assert.match(text(name), words);
    });
  }

  it("has the environment's own plan, and no key in it", () => {
    const environment = {
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    };
    const own = planText(undefined, planForEnvironment(environment));
    assert.match(own, /^Plan of the environment\n/);
    assert.doesNotMatch(own + text("skipped") + text("read"), /EXAMPLE/);
  });

  it("keeps a name or a program from looking like a line of the plan", () => {
    const { profiles: odd } = loadLines({
      config: ["[profile a]", "credential_process = x\u202ey\u2028Hop 9: z"],
    });
    assert.match(planText("a", planForProfile(odd, "a", {})), /x\\u\{202e\}y\\u\{2028\}Hop 9: z/);
  });

  it("says what a user must know of keys that are a session, and of a device behind them", () => {
    const { profiles: odd } = loadLines({
      config: [
        "[profile deploy]",
        "role_arn = arn:aws:iam::111122223333:role/Deploy",
        "source_profile = base",
        "mfa_serial = arn:aws:iam::444455556666:mfa/jane",
        "duration_seconds = 7200",
      ],
      credentials: [...credentials, "aws_session_token = FwoGZXIvYXdzEXAMPLE"],
    });
    const words = planText("deploy", planForProfile(odd, "deploy", { AWS_REGION: "eu-west-1" }));
    assert.match(words, /code is asked for and sent with this call/);
    assert.match(words, /duration {8}3600 s \(1 h\)\n/);
    assert.match(words, /gets 3600 s to be safe/);
    assert.match(words, /region {10}eu-west-1, from AWS_REGION\n/);
  });

  it("says for how long a role must allow a session of more than an hour", () => {
    const { profiles: long } = loadLines({
      config: [
        "[profile a]",
        "role_arn = arn:aws:iam::111122223333:role/A",
        "source_profile = base",
        "duration_seconds = 7200",
      ],
      credentials,
    });
    assert.match(
      planText("a", planForProfile(long, "a", {})),
      /7200 s \(2 h\), where the role allows it: MaxSessionDuration is 1 h unless raised/,
    );
  });

  it("says where the shell of credential_process matters, and nothing where it does not", () => {
    const plan = (command: string): string => {
      const { profiles: tools } = loadLines({ config: ["[profile a]", `credential_process = ${command}`] });
      return planText("a", planForProfile(tools, "a", {}));
    };
    assert.match(
      plan("~/bin/creds $USER"),
      /in a shell in the JavaScript SDK; here and in the AWS CLI the program is started with them as they are/,
    );
    assert.doesNotMatch(plan('/opt/creds --for "me and you"'), /as they are/);
  });

  it("writes a chain of forty roles down whole, hop by hop", () => {
    const lines = Array.from({ length: 40 }, (_, index) => [
      `[profile p${index}]`,
      `role_arn = arn:aws:iam::111122223333:role/R${index}`,
      `source_profile = ${index === 39 ? "base" : `p${index + 1}`}`,
    ]).flat();
    const { profiles: chain } = loadLines({
      config: [...lines, "[default]", "region = eu-west-1"],
      credentials,
    });
    const words = planText("p0", planForProfile(chain, "p0", { AWS_REGION: "eu-west-1" }));
    const hops = words.split("\n").filter((line) => line.startsWith("Hop "));
    assert.deepEqual(
      hops,
      Array.from(
        { length: 40 },
        (_, index) => `Hop ${index + 1}: AssumeRole arn:aws:iam::111122223333:role/R${39 - index}`,
      ),
    );
    // What is the same for all of them is said once.
    assert.equal(words.match(/botocore-session-TIME/g)?.length, 1);
  });

  for (const name of [
    "$(touch x)",
    "a'b\"c",
    "two words",
    "r\u202etl",
    "`x`",
    "__proto__",
    "- x](y)",
    "a\u200bb",
  ]) {
    it(`has one line for each fact of a profile that is called ${JSON.stringify(name)}`, () => {
      const { profiles: odd } = loadLines({
        config: [
          `[profile "${name.replace('"', "")}"]`,
          "credential_process = /bin/creds",
          "region = eu-west-1",
        ],
      });
      const [only] = odd.profiles;
      assert.ok(only);
      const words = planText(only.name, planForProfile(odd, only.name, {}));
      assert.doesNotMatch(words, /[\u200b\u202e]/);
      assert.deepEqual(
        words.split("\n").filter((line) => !line.startsWith("  ") && line !== ""),
        [
          `Plan of profile '${visible(only.name)}'`,
          "Nothing has been called.",
          "First credentials",
          "Calls with the session",
          ...(only.problems.length > 0 ? ["What the AWS CLI and the SDKs do differently"] : []),
        ],
      );
    });
  }
});
