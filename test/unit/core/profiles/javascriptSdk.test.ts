import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromIni } from "@aws-sdk/credential-providers";
import type { ProfileProblemCode } from "../../../../src/core/profiles/model.ts";
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
