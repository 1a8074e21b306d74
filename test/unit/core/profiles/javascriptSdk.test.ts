import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fromIni } from "@aws-sdk/credential-providers";
import { planDifferences } from "../../../../src/core/profiles/differences.ts";
import type { ProfileProblemCode } from "../../../../src/core/profiles/model.ts";
import { planForProfile } from "../../../../src/core/profiles/plan.ts";
import { loadLines, type FileLines } from "./loadCase.ts";

const id = "AKIAIOSFODNN7EXAMPLE";
const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const keys = [`aws_access_key_id = ${id}`, `aws_secret_access_key = ${secret}`];
const role = "role_arn = arn:aws:iam::111122223333:role/R";
const base = ["[profile base]", ...keys];

/** What `fromIni` does: the roles it assumes in order (nothing is sent) and the keys it starts from, or its error. */
interface Reading {
  readonly firstKey?: string;
  readonly token?: string;
  readonly hops: readonly {
    readonly RoleArn?: string;
    readonly DurationSeconds?: number;
    readonly ExternalId?: string;
  }[];
  readonly error?: string;
}

interface SdkCase extends FileLines {
  readonly name: string;
  readonly profile?: string;
  /** The problem whose message says what the SDK does. */
  readonly code: ProfileProblemCode;
  readonly sdk: (reading: Reading) => boolean;
}

const found = ({ firstKey, hops }: Reading): boolean => firstKey === id && hops.length === 0;
const notFound = ({ error }: Reading): boolean => error !== undefined;

const cases: readonly SdkCase[] = [
  {
    name: "skips a role without a source when there are keys",
    code: "roleSkipped",
    config: ["[profile a]", role, ...keys],
    sdk: found,
  },
  {
    name: "does not find a role without a source",
    code: "roleWithoutSource",
    config: ["[profile a]", role],
    sdk: notFound,
  },
  {
    name: "skips a role with two sources when there are keys",
    code: "twoSources",
    config: [
      "[profile a]",
      role,
      "source_profile = base",
      "credential_source = Environment",
      ...keys,
      ...base,
    ],
    sdk: found,
  },
  {
    name: "does not find a missing source",
    code: "missingSource",
    config: ["[profile a]", role, "source_profile = b"],
    sdk: notFound,
  },
  {
    name: "detects a cycle",
    code: "cycle",
    config: ["[profile a]", role, "source_profile = b", "[profile b]", role, "source_profile = a"],
    sdk: ({ error }) => error?.includes("cycle") === true,
  },
  {
    name: "merges repeated sections",
    code: "duplicateSection",
    config: ["[profile a]", keys[0] ?? "", "[profile a]", keys[1] ?? ""],
    sdk: found,
  },
  {
    name: "takes the last of repeated keys",
    code: "duplicateKey",
    config: ["[profile a]", "aws_access_key_id = x", ...keys],
    sdk: found,
  },
  {
    name: "cuts a note off",
    code: "inlineNote",
    config: ["[profile a]", `${role} # note`, "source_profile = base", ...base],
    sdk: ({ hops }) => hops[0]?.RoleArn === "arn:aws:iam::111122223333:role/R",
  },
  {
    name: "ignores keys in upper case",
    code: "upperCaseKey",
    config: ["[profile a]", ...keys, role.toUpperCase(), "source_profile = base", ...base],
    sdk: found,
  },
  {
    name: "sends NaN for a duration that is no number",
    code: "durationNotANumber",
    config: ["[profile a]", role, "source_profile = base", "duration_seconds = abc", ...base],
    sdk: ({ hops }) => Number.isNaN(hops[0]?.DurationSeconds),
  },
  {
    name: "sends the digits in front of a duration",
    code: "durationNotANumber",
    config: ["[profile a]", role, "source_profile = base", "duration_seconds = 3600s", ...base],
    sdk: ({ hops }) => hops[0]?.DurationSeconds === 3600,
  },
  {
    name: "does not find a quoted name with a blank",
    code: "nameUnreachableInSdk",
    profile: "my prof",
    config: ['[profile "my prof"]', ...keys],
    sdk: notFound,
  },
  {
    name: "does not find a name behind two blanks",
    code: "nameUnreachableInSdk",
    config: ["[profile  a]", ...keys],
    sdk: notFound,
  },
  {
    name: "does not find two words in the credentials file",
    code: "nameUnreachableInSdk",
    profile: "my prof",
    credentials: ["[my prof]", ...keys],
    sdk: notFound,
  },
  {
    name: "does not find a config section without the word profile",
    code: "sectionNotProfile",
    config: ["[a]", ...keys],
    sdk: notFound,
  },
  {
    name: "does not find the word profile in the credentials file",
    code: "profileWordInCredentials",
    credentials: ["[profile a]", ...keys],
    sdk: notFound,
  },
  {
    name: "does not see a header with text behind it",
    code: "textAfterHeader",
    config: ["[profile a] mine", ...keys],
    sdk: notFound,
  },
  {
    name: "gives the keys below an unclosed header to the section above",
    code: "unclosedHeader",
    config: ["[profile a]", "[profile b", ...keys],
    sdk: found,
  },
  {
    name: "skips a line with a colon",
    code: "colonSeparator",
    config: ["[profile a]", ...keys.map((line) => line.replace(" =", ":"))],
    sdk: notFound,
  },
  {
    name: "skips a line without an equals sign",
    code: "lineWithoutEquals",
    config: ["[profile a]", "stray", ...keys],
    sdk: found,
  },
  {
    name: "skips a line before the first section",
    code: "entryBeforeSection",
    config: ["stray = 1", "[profile a]", ...keys],
    sdk: found,
  },
  {
    name: "reads an indented key as a key",
    code: "indentedKey",
    config: ["[profile a]", "region = x", ...keys.map((line) => `  ${line}`)],
    sdk: found,
  },
  {
    name: "skips a continuation",
    code: "continuationLine",
    config: ["[profile a]", role, "source_profile = base", "external_id = abc", "  def", ...base],
    sdk: ({ hops }) => hops[0]?.ExternalId === "abc",
  },
  {
    name: "takes an indented key behind a block for a part of the block",
    code: "nestedByOneTool",
    config: ["[profile a]", "  s3 =", "    max_queue_size = 1", ...keys.map((line) => `  ${line}`)],
    sdk: notFound,
  },
  {
    name: "ignores an empty value",
    code: "emptyValue",
    config: ["[profile a]", role, "source_profile = base", "external_id =", ...base],
    sdk: ({ hops }) => hops.length === 1 && hops[0]?.ExternalId === undefined,
  },
  {
    name: "reads a file with a byte order mark",
    code: "byteOrderMark",
    config: ["\ufeff[profile a]", ...keys],
    sdk: found,
  },
  {
    name: "does not end a line at a lone carriage return",
    code: "loneCarriageReturn",
    config: [`[profile a]\r${keys.join("\r")}`],
    sdk: notFound,
  },
  {
    name: "joins keys from two files",
    code: "keyPairAcrossFiles",
    config: ["[profile a]", keys[1] ?? ""],
    credentials: ["[a]", keys[0] ?? ""],
    sdk: found,
  },
  {
    name: "joins a token from the other file",
    code: "tokenFromOtherFile",
    config: ["[profile a]", "aws_session_token = t"],
    credentials: ["[a]", ...keys],
    sdk: ({ token }) => token === "t",
  },
  {
    name: "ignores the older token key",
    code: "legacySecurityToken",
    credentials: ["[a]", ...keys, "aws_security_token = t"],
    sdk: ({ firstKey, token }) => firstKey === id && token === undefined,
  },
  {
    name: "takes keys before SSO",
    code: "severalCredentials",
    config: [
      "[profile a]",
      ...keys,
      "sso_start_url = https://corp.awsapps.com/start",
      "sso_region = eu-west-1",
      "sso_account_id = 111122223333",
      "sso_role_name = Admin",
    ],
    sdk: found,
  },
  {
    name: "takes the source profile before a web identity token",
    code: "webIdentityWithSource",
    config: ["[profile a]", role, "source_profile = base", "web_identity_token_file = /nowhere", ...base],
    sdk: ({ hops, firstKey }) => hops.length === 1 && firstKey === id,
  },
  {
    name: "uses the keys of a source without its role",
    code: "roleSkippedAsSource",
    config: [
      "[profile a]",
      role,
      "source_profile = b",
      "[profile b]",
      role,
      "source_profile = base",
      ...keys,
      ...base,
    ],
    sdk: ({ hops }) => hops.length === 1,
  },
  {
    name: "uses credential_source of a source that has no role",
    code: "credentialSourceWithoutRole",
    config: ["[profile a]", role, "source_profile = b", "[profile b]", "credential_source = Environment"],
    sdk: ({ hops, firstKey }) => hops.length === 1 && firstKey === "AKIAI44QH8DHBEXAMPLE",
  },
];

describe("the JavaScript SDK does what our messages say of it", () => {
  let folder = "";
  const saved = { ...process.env };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "profiles-"));
    process.env["AWS_ACCESS_KEY_ID"] = "AKIAI44QH8DHBEXAMPLE";
    process.env["AWS_SECRET_ACCESS_KEY"] = "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY";
  });

  after(() => {
    rmSync(folder, { recursive: true });
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) {
      if (saved[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = saved[name];
    }
  });

  for (const given of cases) {
    it(`${given.name} (${given.code})`, async () => {
      const { profiles } = loadLines(given);
      const codes = [
        ...profiles.problems,
        ...profiles.unreachable.flatMap(({ problems }) => problems),
        ...profiles.profiles.flatMap(({ problems }) => problems),
      ].map(({ code }) => code);
      assert.ok(codes.includes(given.code), codes.join(", "));
      const reading = await read(folder, given);
      assert.ok(given.sdk(reading), JSON.stringify(reading));
    });
  }
});

async function read(folder: string, given: SdkCase): Promise<Reading> {
  const configFilepath = join(folder, "config");
  const filepath = join(folder, "credentials");
  writeFileSync(configFilepath, (given.config ?? []).join("\n"));
  writeFileSync(filepath, (given.credentials ?? []).join("\n"));
  const hops: Reading["hops"][number][] = [];
  let firstKey: string | undefined;
  try {
    const credentials = await fromIni({
      profile: given.profile ?? "a",
      configFilepath,
      filepath,
      ignoreCache: true,
      roleAssumer: (source, parameters) => {
        firstKey ??= source.accessKeyId;
        hops.push(parameters);
        return Promise.resolve({
          accessKeyId: "ASIAIOSFODNN7EXAMPLE",
          secretAccessKey: secret,
          sessionToken: "s",
        });
      },
    })();
    firstKey ??= credentials.accessKeyId;
    return {
      hops,
      firstKey,
      ...(credentials.sessionToken === undefined ? {} : { token: credentials.sessionToken }),
    };
  } catch (error) {
    return { hops, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Where `fromIni` sends AssumeRole, and as which session, with its own STS client. */
interface Sent {
  readonly host: string;
  readonly role: string | null;
  readonly sessionName: string | null;
}

interface PlaceCase extends FileLines {
  readonly name: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** A part of the difference that says so. */
  readonly says: string;
  readonly hosts: readonly string[];
}

const places: readonly PlaceCase[] = [
  {
    name: "calls STS for a whole chain in the region of the first profile, before AWS_REGION",
    config: [
      "[profile a]",
      role,
      "source_profile = b",
      "region = eu-west-1",
      "[profile b]",
      role,
      "source_profile = base",
      "region = eu-north-1",
      ...base,
    ],
    environment: { AWS_REGION: "us-west-2" },
    says: "the JavaScript SDK calls STS in eu-west-1 for every role of the chain",
    hosts: ["sts.eu-west-1.amazonaws.com", "sts.eu-west-1.amazonaws.com"],
  },
  {
    name: "does not look at the region of a nested profile",
    config: [
      "[profile a]",
      role,
      "source_profile = b",
      "[profile b]",
      role,
      "source_profile = base",
      "region = eu-north-1",
      ...base,
    ],
    says: "the JavaScript SDK calls STS in us-east-1 for every role of the chain",
    hosts: ["sts.us-east-1.amazonaws.com", "sts.us-east-1.amazonaws.com"],
  },
  {
    name: "follows the endpoint of a profile only where AWS_PROFILE names it: not here",
    config: [
      "[profile a]",
      role,
      "source_profile = base",
      "region = eu-west-1",
      "endpoint_url = http://127.0.0.1:9",
      ...base,
    ],
    says: "only where AWS_PROFILE names that profile",
    hosts: ["sts.eu-west-1.amazonaws.com"],
  },
  {
    name: "follows the endpoint of a profile only where AWS_PROFILE names it: here",
    config: [
      "[profile a]",
      role,
      "source_profile = base",
      "region = eu-west-1",
      "endpoint_url = http://127.0.0.1:9",
      ...base,
    ],
    environment: { AWS_PROFILE: "a" },
    says: "only where AWS_PROFILE names that profile",
    hosts: ["127.0.0.1"],
  },
];

describe("the JavaScript SDK calls STS where our differences say it does", () => {
  let folder = "";
  const saved = { ...process.env };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "profiles-"));
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) {
      if (name.startsWith("AWS_") && !(name in saved)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, saved);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const given of places) {
    it(given.name, async () => {
      const result = planForProfile(loadLines(given).profiles, "a", given.environment ?? {});
      assert.equal(result.kind, "plan");
      assert.ok(planDifferences(result).some((difference) => difference.includes(given.says)));
      const { sent } = await send(folder, given);
      assert.deepEqual(
        sent.map(({ host }) => host),
        given.hosts,
      );
      for (const { sessionName } of sent) assert.match(sessionName ?? "", /^aws-sdk-js-\d+$/);
    });
  }

  it("stops at an MFA device without a provider of codes", async () => {
    const given = {
      config: [
        "[profile a]",
        role,
        "source_profile = base",
        "region = eu-west-1",
        "mfa_serial = arn:aws:iam::111122223333:mfa/jane",
        ...base,
      ],
    };
    const result = planForProfile(loadLines(given).profiles, "a", {});
    assert.equal(result.kind, "plan");
    assert.ok(planDifferences(result).some((difference) => difference.includes("mfaCodeProvider")));
    const { sent, error } = await send(folder, given);
    assert.deepEqual(sent, []);
    assert.match(error ?? "", /no MFA code callback/);
  });

  it("runs credential_process in a shell", async () => {
    const answer = `{"Version": 1, "AccessKeyId": "${id}", "SecretAccessKey": "${secret}"}`;
    const given = {
      config: ["[profile a]", `credential_process = true && echo '${answer}'`, "region = eu-west-1"],
    };
    const result = planForProfile(loadLines(given).profiles, "a", {});
    assert.equal(result.kind, "plan");
    assert.ok(
      planDifferences(result).some((difference) =>
        difference.includes("runs in a shell in the JavaScript SDK"),
      ),
    );
    assert.deepEqual(await send(folder, given), { sent: [] });
  });
});

async function send(
  folder: string,
  { config, environment }: FileLines & { readonly environment?: Readonly<Record<string, string>> },
): Promise<{ readonly sent: readonly Sent[]; readonly error?: string }> {
  const configFilepath = join(folder, "config");
  writeFileSync(configFilepath, (config ?? []).join("\n"));
  writeFileSync(join(folder, "credentials"), "");
  Object.assign(process.env, environment, {
    AWS_CONFIG_FILE: configFilepath,
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
  });
  const sent: Sent[] = [];
  const requestHandler = {
    metadata: { handlerProtocol: "http/1.1" },
    handle: (request: { readonly hostname: string; readonly body?: unknown }) => {
      const form = new URLSearchParams(String(request.body));
      sent.push({
        host: request.hostname,
        role: form.get("RoleArn"),
        sessionName: form.get("RoleSessionName"),
      });
      return Promise.resolve({
        response: {
          statusCode: 200,
          headers: { "content-type": "text/xml" },
          body: Readable.from([answerOfSts]),
        },
      });
    },
  };
  try {
    await fromIni({ profile: "a", ignoreCache: true, clientConfig: { requestHandler } })();
    return { sent };
  } catch (error) {
    return { sent, error: error instanceof Error ? error.message : String(error) };
  }
}

const answerOfSts = Buffer.from(
  `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
);
