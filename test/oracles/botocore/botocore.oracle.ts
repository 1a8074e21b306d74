import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AwsFile } from "../../../src/core/awsFiles/model.ts";
import { parseAwsFile } from "../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../src/core/profiles/load.ts";
import type {
  CredentialSource,
  Environment,
  PlanResult,
  Profile,
  ProfileProblemCode,
} from "../../../src/core/profiles/model.ts";
import { planForProfile } from "../../../src/core/profiles/plan.ts";
import { Random } from "../../unit/core/awsFiles/random.ts";
import { readCases } from "../../unit/core/profiles/caseFile.ts";
import { randomProfiles, type OracleCase } from "./randomProfiles.ts";

const randomCases = 1500;

/** What view.py answers for one case. */
type View =
  | { readonly refused: "config" | "credentials" }
  | {
      readonly profiles: Readonly<
        Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>
      >;
      readonly answers: Readonly<Record<string, Answer>>;
    };

/** What a tool finds that is told the profile by AWS_PROFILE: the source, and the role of the last hop. */
interface Named {
  readonly source: string | null;
  readonly role: string | null;
}

type Answer =
  | { readonly error: string; readonly named?: Named }
  | {
      readonly named?: Named;
      readonly source: string;
      readonly hops: readonly {
        readonly kind: string;
        readonly roleArn: string;
        readonly sessionName: string | null;
        readonly externalId: string | null;
        readonly mfaSerial: string | null;
        readonly durationSeconds: number | null;
      }[];
      readonly region: string | null;
      readonly endpoints: Readonly<Record<"sts" | "s3" | "iam", string | null>>;
    };

/** One profile of one case, seen from both sides. */
interface Comparison {
  readonly name: string;
  readonly environment: Environment;
  readonly ours: PlanResult;
  readonly theirs: Answer;
}

/** Problems for which botocore refuses to parse the whole file. */
const refusals: ReadonlySet<string> = new Set([
  "byteOrderMark",
  "duplicateKey",
  "duplicateSection",
  "entryBeforeSection",
  "lineWithoutEquals",
  "nestedWithoutEquals",
  "unclosedHeader",
]);

/** Where a file's lines mean something else to botocore, so that nothing behind them can be compared. Each must occur. */
const otherReadings: Readonly<Record<string, string>> = {
  continuationLine:
    "botocore keeps the continuation too, but of any key; a plan is compared only where it is the same",
  indentedHeader:
    "botocore takes an indented header for a part of the value above; we read the header and warn",
  indentedKey: "botocore takes an indented key for a part of the value above; we read the key and warn",
  inlineNote: "botocore keeps a note in the value; we cut it off as the JavaScript SDK does and warn",
  emptyValue:
    "botocore takes an empty value for a value; we take it for none as the JavaScript SDK does and warn",
  sameProfileTwice: "botocore takes only the later of two headers of one profile; we merge them and warn",
  upperCaseDefault: "Python's parser gives the keys of [DEFAULT] to every section; we do not and warn",
};

/** Where both read the same and conclude otherwise. Each must occur, else its reason is stale. */
const allowed: readonly {
  readonly reason: string;
  readonly applies: (comparison: Comparison) => boolean;
}[] = [
  {
    reason: "botocore sends values that STS refuses; we refuse them before the call",
    applies: ({ ours, theirs }) =>
      "source" in theirs &&
      brokenBy(ours, [
        "badDuration",
        "badExternalId",
        "badMfaSerial",
        "badRoleArn",
        "badSessionName",
        "sourceBroken",
      ]),
  },
  {
    reason:
      "botocore looks for a missing [services] section and at an endpoint's shape only when it makes the client",
    applies: ({ ours, theirs }) =>
      "source" in theirs && brokenBy(ours, ["missingServices", "badEndpointUrl"]),
  },
  {
    reason:
      "botocore ignores pieces of key pairs and SSO settings without account and role, and asks the machine; we call them broken",
    applies: ({ ours, theirs }) =>
      "source" in theirs &&
      ["iam-role", "container-role"].includes(theirs.source) &&
      brokenBy(ours, ["halfKeyPair", "tokenWithoutKeys", "keyPairAcrossFiles", "incompleteSso"]),
  },
  {
    reason:
      "botocore stops at a broken way to credentials; we go on to the next one, as the JavaScript SDK does, and warn",
    applies: ({ ours, theirs }) =>
      "error" in theirs &&
      ours.kind === "plan" &&
      ours.problems.some(
        ({ code, severity }) =>
          severity === "warning" &&
          [
            "incompleteSso",
            "missingSsoSession",
            "halfKeyPair",
            "webIdentityWithoutRole",
            "keyPairAcrossFiles",
          ].includes(code),
      ),
  },
  {
    reason:
      "botocore refuses a profile that differs from its sso-session; we use the section's value, as the JavaScript SDK does, and warn",
    applies: ({ ours, theirs }) =>
      "error" in theirs && ours.kind === "plan" && ours.problems.some(({ code }) => code === "ssoConflict"),
  },
  {
    reason:
      "botocore takes the environment's keys for the default profile unless that is named; ours is the unnamed one",
    applies: ({ name, ours, theirs }) =>
      name === "default" &&
      "source" in theirs &&
      ["iam-role", "container-role"].includes(theirs.source) &&
      ours.kind === "plan" &&
      ours.plan.source.kind === "environment",
  },
  {
    reason: "botocore does not read AWS_REGION, which the AWS CLI and the SDKs do",
    applies: ({ environment, ours, theirs }) =>
      environment["AWS_REGION"] !== undefined &&
      "source" in theirs &&
      ours.kind === "plan" &&
      ours.plan.sts.region === environment["AWS_REGION"],
  },
];

describe("botocore reads AWS files as we say it does", function () {
  this.timeout(600_000);

  const cases = [
    ...caseFiles(),
    ...Array.from({ length: randomCases }, (_, seed) => randomProfiles(new Random(seed))),
  ];
  let views: readonly View[] = [];

  before(() => {
    views = askBotocore(cases);
  });

  it("refuses the files that we say it refuses, and no other", () => {
    let refused = 0;
    cases.forEach((given, index) => {
      const view = views[index];
      assert.ok(view);
      const files = parse(given);
      if (has(files, ["indentedHeader", "indentedKey", "upperCaseDefault"])) return;
      const expected = refusesFile(files.config)
        ? "config"
        : refusesFile(files.credentials)
          ? "credentials"
          : "none";
      assert.equal("refused" in view ? view.refused : "none", expected, show(given));
      if (expected !== "none") refused++;
    });
    assert.ok(refused > 100, `${refused} refused files are too few to mean much`);
  });

  it("finds the same profiles with the same values", () => {
    let compared = 0;
    cases.forEach((given, index) => {
      const view = views[index];
      assert.ok(view);
      if ("refused" in view) return;
      const files = parse(given);
      const profiles = loadProfiles(files);
      if (otherReadingOf(files) !== undefined) return;
      const theirs = Object.keys(view.profiles).filter((name) => !isNoProfile(name, files));
      assert.deepEqual([...profiles.byName.keys()].sort(), theirs.sort(), show(given));
      for (const profile of profiles.profiles) {
        assert.deepEqual(
          plainValues(profile),
          withoutSecrets(view.profiles[profile.name] ?? {}, profile),
          show(given),
        );
        compared++;
      }
    });
    assert.ok(compared > randomCases, `${compared} profiles are too few to mean much`);
  });

  it("takes the same first credentials, hops, region and endpoints, apart from what is listed", () => {
    const seen = new Map<string, number>();
    const unexplained: string[] = [];
    let agreed = 0;
    cases.forEach((given, index) => {
      const view = views[index];
      assert.ok(view);
      if ("refused" in view) return;
      const files = parse(given);
      const profiles = loadProfiles(files);
      const reading = otherReadingOf(files);
      for (const name of given.profiles) {
        const theirs = view.answers[name];
        assert.ok(theirs);
        const ours = planForProfile(profiles, name, given.environment);
        const comparison = { name, environment: given.environment, ours, theirs };
        const difference = differenceOf(comparison);
        if (difference === undefined) {
          agreed++;
          continue;
        }
        const reason = reading ?? allowed.find(({ applies }) => applies(comparison))?.reason;
        if (reason === undefined) {
          unexplained.push(
            `${name}: ${difference}\n${JSON.stringify(theirs)}\n${JSON.stringify(ours)}\n${show(given)}`,
          );
        } else seen.set(reason, (seen.get(reason) ?? 0) + 1);
      }
    });
    assert.equal(unexplained.length, 0, unexplained.slice(0, 10).join("\n\n"));
    for (const { reason } of allowed) assert.ok(seen.has(reason), `never met: ${reason}`);
    for (const reason of Object.values(otherReadings)) assert.ok(seen.has(reason), `never met: ${reason}`);
    assert.ok(agreed > 2 * randomCases, `${agreed} agreements are too few to mean much`);
  });
});

describe("botocore does what our differences say of it", function () {
  this.timeout(600_000);

  const seen = { keys: 0, token: 0, none: 0, region: 0 };

  before(() => {
    const cases = [
      ...caseFiles(),
      ...Array.from({ length: randomCases }, (_, seed) => randomProfiles(new Random(seed))),
    ].filter(({ environment }) =>
      ["AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_REGION", "AWS_DEFAULT_REGION"].some(
        (name) => environment[name] !== undefined,
      ),
    );
    const views = askBotocore(cases);
    cases.forEach((given, index) => {
      const view = views[index];
      assert.ok(view);
      const files = parse(given);
      if ("refused" in view || otherReadingOf(files) !== undefined) return;
      for (const name of given.profiles) {
        const ours = planForProfile(loadProfiles(files), name, given.environment);
        const theirs = view.answers[name];
        if (theirs !== undefined && ours.kind === "plan")
          compare({ name, environment: given.environment, ours, theirs });
      }
    });
  });

  function compare({ environment, ours, theirs }: Comparison): void {
    assert.ok(ours.kind === "plan");
    const { plan } = ours;
    const says = (words: string): boolean =>
      plan.differences.some((difference) => difference.includes(words));
    const about = JSON.stringify({ environment, plan, theirs });
    const { named } = theirs;
    if (says("in terminals the AWS CLI uses it")) {
      // The AWS CLI ignores half a pair no more than we do.
      assert.ok(named?.source === "env", about);
      seen.keys++;
    } else if (says("the AWS CLI assumes arn:aws:iam::111122223333:role/Pod instead")) {
      assert.deepEqual(
        named,
        { source: "assume-role-with-web-identity", role: environment["AWS_ROLE_ARN"] },
        about,
      );
      seen.token++;
    } else if (named !== undefined && "source" in theirs && plan.source.kind !== "environment") {
      assert.deepEqual(named.source, theirs.source, about);
      seen.none++;
    }
    if (!("region" in theirs)) return;
    const [, python] =
      /Python's boto3 (?:takes|does not read it and uses) ([\w-]+)\.$/m.exec(plan.differences.join("\n")) ??
      [];
    if (python !== undefined) {
      assert.equal(theirs.region, python, about);
      seen.region++;
    } else if (says("Python's boto3 does not read it and has no region")) {
      assert.equal(theirs.region, null, about);
      seen.region++;
    } else if (plan.sts.regionFrom !== undefined) {
      assert.equal(theirs.region, plan.sts.region, about);
    }
  }

  it("uses keys and tokens of the environment where AWS_PROFILE names a profile, and takes regions, as we say", () => {
    for (const [what, count] of Object.entries(seen)) {
      assert.ok(count > 12, `${what}: ${count} are too few to mean much`);
    }
  });
});

function askBotocore(cases: readonly OracleCase[]): readonly View[] {
  const python = process.env["BOTOCORE_PYTHON"];
  assert.ok(
    python !== undefined && existsSync(python),
    "Set BOTOCORE_PYTHON to a Python that has botocore: python3 -m venv DIR && DIR/bin/pip install botocore, then BOTOCORE_PYTHON=DIR/bin/python.",
  );
  const script = fileURLToPath(new URL("view.py", import.meta.url));
  const answer = spawnSync(python, [script], {
    input: JSON.stringify(cases),
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" },
  });
  assert.equal(answer.status, 0, answer.stderr);
  return JSON.parse(answer.stdout) as readonly View[];
}

/** The hand-written cases of the unit tests, without those that are about us alone. */
function caseFiles(): OracleCase[] {
  return ["profiles/load.json", "profiles/plan.json"].flatMap((path) => {
    const { cases } = readCases(path) as {
      readonly cases: readonly {
        readonly config?: readonly string[];
        readonly credentials?: readonly string[];
        readonly environment?: Readonly<Record<string, string>>;
      }[];
    };
    return cases.map(({ config, credentials, environment }) => {
      const given = {
        config: config?.join("\n") ?? null,
        credentials: credentials?.join("\n") ?? null,
        environment: environment ?? {},
        profiles: [],
      };
      return { ...given, profiles: [...loadProfiles(parse(given)).byName.keys()] };
    });
  });
}

function parse(given: OracleCase): { readonly config?: AwsFile; readonly credentials?: AwsFile } {
  return {
    ...(given.config === null ? {} : { config: parseAwsFile("config", given.config) }),
    ...(given.credentials === null ? {} : { credentials: parseAwsFile("credentials", given.credentials) }),
  };
}

type Files = ReturnType<typeof parse>;

function refusesFile(file: AwsFile | undefined): boolean {
  return (
    file?.problems.some(
      ({ code, severity }) => refusals.has(code) || (code === "emptyKey" && severity === "error"),
    ) ?? false
  );
}

function has(files: Files, codes: readonly string[]): boolean {
  return [files.config, files.credentials].some((file) =>
    file?.problems.some(({ code }) => codes.includes(code)),
  );
}

function otherReadingOf(files: Files): string | undefined {
  const parsed = [files.config, files.credentials].filter((file) => file !== undefined);
  const entries = parsed.flatMap(({ sections }) => sections.flatMap((section) => section.entries));
  const codes = new Set<string>(parsed.flatMap(({ problems }) => problems.map(({ code }) => code)));
  // The loader warns of these only where an AWS key is concerned.
  if (entries.some(({ noteSpan }) => noteSpan !== undefined)) codes.add("inlineNote");
  if (entries.some(({ value, nested }) => value === "" && nested.length === 0)) codes.add("emptyValue");
  return Object.entries(otherReadings).find(([code]) => codes.has(code))?.[1];
}

/** botocore takes every section of the credentials file for a profile, `[profile a]` and `[sso-session s]` too. */
function isNoProfile(name: string, files: Files): boolean {
  return files.credentials?.sections.some(({ type, title }) => type === "other" && title === name) ?? false;
}

function plainValues(profile: Profile): Record<string, string> {
  return Object.fromEntries(
    [...profile.settings].flatMap(([key, setting]) =>
      setting.secret || isBlock(profile, key) ? [] : [[key, setting.value] as const],
    ),
  );
}

/** `s3` of `s3.max_queue_size`: botocore's value is the block. */
function isBlock(profile: Profile, key: string): boolean {
  return [...profile.settings.keys()].some((other) => other.startsWith(`${key}.`));
}

function withoutSecrets(
  values: Readonly<Record<string, string | Readonly<Record<string, string>>>>,
  profile: Profile,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (profile.settings.get(key)?.secret === true) return [];
      if (typeof value === "string") return [[key, value] as const];
      return Object.entries(value).flatMap(([nested, inner]) =>
        nested === "" ? [] : [[`${key}.${nested}`, inner] as const],
      );
    }),
  );
}

const methods: Readonly<Record<string, (source: CredentialSource) => boolean>> = {
  Environment: ({ kind }) => kind === "environment",
  Ec2InstanceMetadata: ({ kind }) => kind === "instanceMetadata",
  EcsContainer: ({ kind }) => kind === "containerMetadata",
  "iam-role": ({ kind }) => kind === "instanceMetadata",
  "container-role": ({ kind }) => kind === "containerMetadata",
  "custom-process": ({ kind }) => kind === "process",
  "shared-credentials-file": (source) => source.kind === "staticKeys" && source.file === "credentials",
  "config-file": (source) => source.kind === "staticKeys" && source.file === "config",
  "assume-role-with-web-identity": ({ kind }) => kind === "webIdentityToken",
  sso: ({ kind }) => kind === "sso",
  login: ({ kind }) => kind === "login",
};

/** What differs, in a word; undefined where both sides agree. Region and endpoints are those of the profile in force. */
function differenceOf({ ours, theirs }: Comparison): string | undefined {
  if (ours.kind === "broken") return "error" in theirs ? undefined : "only we refuse it";
  if ("error" in theirs) return "only botocore refuses it";
  const { plan } = ours;
  if (methods[theirs.source]?.(plan.source) !== true) return "source";
  if (theirs.hops.length !== plan.hops.length) return "number of hops";
  for (const [index, hop] of plan.hops.entries()) {
    const other = theirs.hops[index];
    if (other === undefined) return "number of hops";
    if (hop.kind !== other.kind || hop.roleArn !== other.roleArn) return "role";
    if (hop.sessionName !== (other.sessionName ?? "assume-role-workbench")) return "session name";
    if ((hop.externalId ?? null) !== other.externalId) return "external id";
    if ((hop.mfaSerial ?? null) !== other.mfaSerial) return "MFA device";
    const capped = plan.notes.some(
      (note) => note.includes("Role chaining allows") && note.includes(`hop ${index + 1} `),
    );
    const duration = capped ? Math.min(other.durationSeconds ?? 3600, 3600) : other.durationSeconds;
    if ((hop.durationSeconds ?? null) !== duration) return "duration";
  }
  const defaulted = plan.notes.some((note) => note.startsWith("No region is set"));
  if (theirs.region !== plan.sts.region && !(theirs.region === null && defaulted)) return "region";
  for (const service of ["sts", "s3", "iam"] as const) {
    if ((plan[service].url ?? null) !== theirs.endpoints[service]) return `${service} endpoint`;
  }
  return undefined;
}

function brokenBy(result: PlanResult, codes: readonly ProfileProblemCode[]): boolean {
  return result.kind === "broken" && result.problems.every(({ code }) => codes.includes(code));
}

function show(given: OracleCase): string {
  return `--- config\n${given.config ?? ""}\n--- credentials\n${given.credentials ?? ""}\n--- ${JSON.stringify(given.environment)}`;
}
