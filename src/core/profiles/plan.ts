import type { HopRequest } from "../openConfig/model.ts";
import { optional } from "../optional.ts";
import { nearestName } from "../text/nearest.ts";
import { visible } from "../text/visible.ts";
import { caBundleOf, describeCaBundle } from "./caBundle.ts";
import { chainedDuration, defaultSessionName } from "./chaining.ts";
import { environmentDifferences, profileDifferences } from "./differences.ts";
import { Endpoints } from "./endpoint.ts";
import { withoutPassword } from "./endpointText.ts";
import type {
  CredentialSource,
  Endpoint,
  Environment,
  Hop,
  Plan,
  PlanResult,
  Profile,
  ProfileProblem,
  ProfileProblemCode,
  Profiles,
} from "./model.ts";
import { checkEndpointUrl, durationOf } from "./roleRules.ts";
import { given, isTrue, profileInWords, valueOf } from "./setting.ts";
import { environmentSource, machineSource, walkSources } from "./walk.ts";

/** Errors of a line, not of the profile: a call can be made without that line. */
const strayLines: ReadonlySet<ProfileProblemCode> = new Set<ProfileProblemCode>([
  "emptyKey",
  "lineWithoutEquals",
  "nestedWithoutEquals",
]);

/** Errors that a variable of the environment may make irrelevant. */
const endpointErrors: ReadonlySet<ProfileProblemCode> = new Set<ProfileProblemCode>([
  "badEndpointUrl",
  "missingServices",
]);

/**
 * What a profile resolves to before any call, as the AWS CLI resolves it with `--profile`: keys in the environment do
 * not count. The environment gives region and endpoints, and the credentials of `credential_source = Environment`.
 * Session names default to `assume-role-workbench`; durations are capped where AWS caps them, with a note. A profile
 * without credentials of its own uses what this machine gives, as the AWS CLI does. `problems` of a plan are those
 * of every profile on the way.
 */
export function planForProfile(profiles: Profiles, name: string, environment: Environment): PlanResult {
  const profile = profiles.byName.get(name);
  if (profile === undefined) return broken([notFound(profiles, name)]);
  const errors = profile.problems.filter(({ severity }) => severity === "error");
  const blockers = errors.filter(({ code }) => !strayLines.has(code) && !endpointErrors.has(code));
  if (blockers.length > 0) return broken(blockers);

  const notes = environmentNotes(profile, environment);
  const steps = walkSources(profiles, profile, environment);
  const source = steps.source ?? fallbackSource(profile, environment, notes);
  if (source === undefined) {
    return broken([
      {
        code: "noCredentials",
        severity: "error",
        message: `Profile '${name}' gives no credentials, and AWS_EC2_METADATA_DISABLED is set. Add access keys, SSO settings, credential_process, or role_arn with a source.`,
        ...firstPlace(profile),
      },
    ]);
  }
  notes.push(...sourceNotes(source, environment));

  const endpoints = new Endpoints(profiles, profile, environment, notes);
  const hops = steps.roles.map((asking, index) => hopOf(asking, index, source, endpoints, notes));
  const roleArn = hops.at(-1)?.roleArn;
  const ends = {
    sts: endpoints.of("sts", profile, roleArn),
    s3: endpoints.of("s3", profile, roleArn),
    iam: endpoints.of("iam", profile, roleArn),
  };
  if (endpoints.needsMissingSection) return broken(errors.filter(({ code }) => code === "missingServices"));
  if (isBad(ends.sts) || isBad(ends.s3) || isBad(ends.iam) || hops.some((hop) => isBad(hop.sts))) {
    const bad = errors.filter(({ code }) => code === "badEndpointUrl");
    return broken(bad.length > 0 ? bad : [badVariable(environment)]);
  }
  const problems = steps.path.flatMap((each) => each.problems);
  const plan = {
    profile: name,
    source,
    hops,
    ...ends,
    ...optional("caBundle", caBundleOf(profile, environment)),
    notes: [...new Set(notes)],
  };
  const differences = profileDifferences(plan, { inForce: profile, roles: steps.roles, environment });
  return { kind: "plan", plan: { ...plan, differences }, problems };
}

/**
 * What the environment alone gives, without a profile: access keys, a web identity token, a container's credentials,
 * the instance's. Problems have no place in a file: their span is empty.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export function planForEnvironment(environment: Environment): PlanResult {
  const notes: string[] = [];
  const endpoints = new Endpoints(undefined, undefined, environment, notes);
  const tokenFile = given(environment, "AWS_WEB_IDENTITY_TOKEN_FILE");
  const roleArn = given(environment, "AWS_ROLE_ARN");
  const hops: Hop[] = [];
  let source: CredentialSource | undefined;
  if (given(environment, "AWS_ACCESS_KEY_ID") !== undefined) {
    if (given(environment, "AWS_SECRET_ACCESS_KEY") === undefined) {
      return broken([
        unplaced("halfKeyPair", "AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY. Set both or none."),
      ]);
    }
    source = environmentSource(environment);
  } else if (tokenFile !== undefined) {
    if (roleArn === undefined) {
      return broken([
        unplaced(
          "webIdentityWithoutRole",
          "AWS_WEB_IDENTITY_TOKEN_FILE is set without AWS_ROLE_ARN. Set both or none.",
        ),
      ]);
    }
    source = { kind: "webIdentityToken", tokenFile };
    hops.push({
      kind: "assumeRoleWithWebIdentity",
      roleArn,
      from: "AWS_ROLE_ARN",
      sessionName: given(environment, "AWS_ROLE_SESSION_NAME") ?? defaultSessionName,
      tags: {},
      transitiveTagKeys: [],
      sessionPolicyArns: [],
      sts: endpoints.of("sts", undefined, roleArn),
    });
  } else {
    source = machineSource(environment);
    if (source === undefined) {
      return broken([
        unplaced(
          "noCredentials",
          "The environment gives no credentials. Choose a profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        ),
      ]);
    }
    if (source.kind === "instanceMetadata") notes.push(onlyOnEc2);
  }
  const lastRole = hops.at(-1)?.roleArn;
  const ends = {
    sts: endpoints.of("sts", undefined, lastRole),
    s3: endpoints.of("s3", undefined, lastRole),
    iam: endpoints.of("iam", undefined, lastRole),
  };
  if (isBad(ends.sts) || isBad(ends.s3) || isBad(ends.iam)) return broken([badVariable(environment)]);
  const caBundle = caBundleOf(undefined, environment);
  const plan = { source, hops, ...ends, ...optional("caBundle", caBundle), notes: [...new Set(notes)] };
  return {
    kind: "plan",
    plan: { ...plan, differences: environmentDifferences(plan, environment) },
    problems: [],
  };
}

/**
 * Appends the roles that an open document asks for to a plan. Where the plan already ends with the document's first
 * roles, they are not assumed twice: what the document says of them overrides the profile, what it leaves out stays.
 * Durations are capped as in `planForProfile`. `origin` names the document in a hop's `from`.
 */
export function extendPlan(plan: Plan, requests: readonly HopRequest[], origin: string): Plan {
  const shared = sharedHops(plan.hops, requests);
  const start = plan.hops.length - shared;
  const hops = plan.hops.slice(0, start);
  const notes = [...plan.notes];
  requests.forEach((request, index) => {
    const before = plan.hops[start + index];
    const base = before ?? { ...newHop, sts: plan.sts };
    const from = index === requests.length - 1 ? origin : `on the way to ${origin}`;
    const wanted = request.durationSeconds ?? before?.durationSeconds;
    const { seconds, note } = chainedDuration(wanted, start + index, plan.source);
    if (note !== undefined) notes.push(note);
    if (request.mfaSerial !== undefined && start + index > 0) notes.push(deviceBehindRole(start + index));
    hops.push({
      ...base,
      roleArn: request.roleArn,
      from: before === undefined ? from : `${before.from}, ${from}`,
      ...optional("sessionName", request.sessionName),
      ...optional("durationSeconds", seconds),
      ...optional("sessionPolicy", request.sessionPolicy),
      ...optional("sessionPolicyArns", request.sessionPolicyArns),
      ...(base.kind === "assumeRole" ? assumeRoleOnly(request) : {}),
    });
    if (base.kind === "assumeRoleWithWebIdentity" && Object.keys(assumeRoleOnly(request)).length > 0) {
      notes.push(
        `Hop ${start + index + 1} uses a web identity token: external id, MFA, tags and source identity are not sent.`,
      );
    }
  });
  return { ...plan, hops, notes: [...new Set(notes)] };
}

const newHop = {
  kind: "assumeRole",
  sessionName: defaultSessionName,
  tags: {},
  transitiveTagKeys: [],
  sessionPolicyArns: [],
} as const;

/** What AssumeRoleWithWebIdentity does not take: there the token carries it. */
function assumeRoleOnly(request: HopRequest) {
  return {
    ...optional("externalId", request.externalId),
    ...optional("mfaSerial", request.mfaSerial),
    ...optional("sourceIdentity", request.sourceIdentity),
    ...optional("tags", request.tags),
    ...optional("transitiveTagKeys", request.transitiveTagKeys),
  };
}

/** The longest run of the document's first roles with which the plan ends. */
function sharedHops(hops: readonly Hop[], requests: readonly HopRequest[]): number {
  for (let length = Math.min(hops.length, requests.length); length > 0; length--) {
    const tail = hops.slice(-length);
    if (tail.every((hop, index) => hop.roleArn === requests[index]?.roleArn)) return length;
  }
  return 0;
}

/**
 * A plan in plain lines, numbered in the order of the calls, for a question, a tooltip or the command line. No secret
 * is in it. Characters that could hide or turn text round are written out. Of more hops than `mostHops` the middle ones
 * are counted.
 */
export function describePlan(plan: Plan, mostHops = Infinity): string[] {
  const calls: readonly [string, Endpoint][] = [
    ...plan.hops.map((hop, index): [string, Endpoint] => [`Call ${index + 2}`, hop.sts]),
    ["STS", plan.sts],
    ["S3", plan.s3],
    // IAM has one place for all regions; it is told where it is somebody's own.
    ...(plan.iam.url === undefined ? [] : [["IAM", plan.iam] as [string, Endpoint]]),
  ];
  const lines = [describeSource(plan.source), ...plan.hops.map(describeHop)].map(
    (line, index) => `${index + 1}. ${line}`,
  );
  const dropped = plan.hops.length - mostHops;
  if (dropped > 0) {
    const first = 1 + Math.ceil(mostHops / 2);
    lines.splice(first, dropped, `… ${dropped} more: AssumeRole, role by role. Show Plan has them all.`);
  }
  return [
    ...lines,
    ...describeEndpoints(calls),
    ...(plan.caBundle === undefined ? [] : [`Certificates: ${describeCaBundle(plan.caBundle)}`]),
    ...plan.notes.map((note) => `Note: ${note}`),
  ].map(visible);
}

/** Once for all calls where they go to one place, which is nearly always; else call by call. */
function describeEndpoints(calls: readonly [string, Endpoint][]): string[] {
  const places = calls.map(([call, endpoint]): [string, string] => [call, describeEndpoint(endpoint)]);
  const [[, first] = ["", ""]] = places;
  return places.every(([, place]) => place === first)
    ? [`All calls: ${first}`]
    : places.map(([call, place]) => `${call}: ${place}`);
}

/** The source of a plan's first credentials in words. It may hold any character: `visible` makes it fit to show. */
export function describeSource(source: CredentialSource): string {
  switch (source.kind) {
    case "staticKeys":
      return `${source.session ? "Temporary" : "Static"} keys of profile '${source.profile}' (${source.file} file)`;
    case "environment":
      return `${source.session ? "Temporary keys" : "Keys"} in the environment (AWS_ACCESS_KEY_ID)`;
    case "instanceMetadata":
      return "Credentials of the EC2 instance, from its metadata service";
    case "containerMetadata":
      return "Credentials of the container, from its metadata endpoint";
    case "process":
      return `Output of the program of profile '${source.profile}': ${source.command}`;
    case "sso": {
      const session = source.ssoSession === undefined ? "" : ` (sso-session ${source.ssoSession})`;
      return `SSO of profile '${source.profile}'${session}: ${source.roleName} in account ${source.accountId}, signed in at ${source.startUrl}, region ${source.region}`;
    }
    case "login":
      return `Console sign-in of profile '${source.profile}': ${source.loginSession}`;
    case "webIdentityToken":
      return `Web identity token in ${source.tokenFile}${isAbsolute(source.tokenFile) ? "" : ", from the home folder"}`;
    case "samlAssertion":
      return `SAML assertion that you give, of provider ${source.principalArn}`;
  }
}

/** On any system, so that a test says the same everywhere. */
function isAbsolute(path: string): boolean {
  return /^(?:[\\/]|[a-z]:[\\/])/i.test(path);
}

/** The call that a hop is. */
export const hopOperations = {
  assumeRole: "AssumeRole",
  assumeRoleWithWebIdentity: "AssumeRoleWithWebIdentity",
  assumeRoleWithSaml: "AssumeRoleWithSAML",
} as const;

function describeHop(hop: Hop): string {
  const tags = Object.entries(hop.tags).map(([key, value]) => `${key}=${value}`);
  const parts = [
    `as session ${hop.sessionName}`,
    hop.externalId !== undefined && `with external id ${hop.externalId}`,
    hop.mfaSerial !== undefined && `with a code of MFA device ${hop.mfaSerial}`,
    hop.durationSeconds !== undefined && `for ${hop.durationSeconds} s`,
    hop.sourceIdentity !== undefined && `with source identity ${hop.sourceIdentity}`,
    tags.length > 0 && `with tags ${tags.join(", ")}`,
    hop.transitiveTagKeys.length > 0 && `of which transitive ${hop.transitiveTagKeys.join(", ")}`,
    hop.sessionPolicy !== undefined &&
      `limited by a session policy of ${hop.sessionPolicy.length} characters`,
    hop.sessionPolicyArns.length > 0 && `limited by ${hop.sessionPolicyArns.join(", ")}`,
  ].filter((part) => part !== false);
  return `${hopOperations[hop.kind]} ${hop.roleArn} ${parts.join(", ")} (${hop.from})`;
}

/** Where a call goes, in words. The name and password that a URL may carry are left out. */
function describeEndpoint({ region, regionFrom, url, urlFrom }: Endpoint): string {
  const origin = (from: string | undefined): string => (from === undefined ? "" : `, from ${from}`);
  const place = `region ${region}${origin(regionFrom)}`;
  return url === undefined ? place : `${withoutPassword(url)}${origin(urlFrom)}, ${place}`;
}

function hopOf(
  asking: Profile,
  index: number,
  source: CredentialSource,
  endpoints: Endpoints,
  notes: string[],
): Hop {
  const roleArn = valueOf(asking, "role_arn");
  if (roleArn === undefined) throw new Error("A profile without a role has no hop.");
  const sts = endpoints.of("sts", asking, roleArn);
  const common = {
    roleArn,
    from: profileInWords(asking),
    sessionName: valueOf(asking, "role_session_name") ?? defaultSessionName,
    tags: {},
    transitiveTagKeys: [],
    sessionPolicyArns: [],
    sts,
  };
  if (index === 0 && source.kind === "webIdentityToken")
    return { kind: "assumeRoleWithWebIdentity", ...common };
  const written = valueOf(asking, "duration_seconds");
  const wanted = written === undefined ? undefined : durationOf(written);
  if (written !== undefined && wanted === undefined) {
    notes.push(`duration_seconds of profile '${asking.name}' is not a number and is not sent.`);
  }
  const { seconds, note } = chainedDuration(wanted, index, source);
  if (note !== undefined) notes.push(note);
  const mfaSerial = valueOf(asking, "mfa_serial");
  if (mfaSerial !== undefined && index > 0) notes.push(deviceBehindRole(index));
  return {
    kind: "assumeRole",
    ...common,
    ...optional("externalId", valueOf(asking, "external_id")),
    ...optional("durationSeconds", seconds),
    ...optional("mfaSerial", mfaSerial),
  };
}

/** `SerialNumber` is of "the user who is making the call": https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function deviceBehindRole(index: number): string {
  return `Hop ${index + 1} sends an MFA code with the session of a role. AWS takes codes only of a user's own device, in the first hop: leave mfa_serial out there.`;
}

const onlyOnEc2 =
  "Nothing else gives credentials, so the instance metadata service is asked: it is there only on EC2.";

/** The default profile takes the environment's keys, since tools that are told no profile do; then the machine's. */
function fallbackSource(
  profile: Profile,
  environment: Environment,
  notes: string[],
): CredentialSource | undefined {
  const hasKeys =
    given(environment, "AWS_ACCESS_KEY_ID") !== undefined &&
    given(environment, "AWS_SECRET_ACCESS_KEY") !== undefined;
  if (profile.name === "default" && hasKeys) {
    notes.push("Profile 'default' gives no credentials: the keys in the environment are used.");
    return environmentSource(environment);
  }
  const source = machineSource(environment);
  if (source !== undefined) {
    notes.push(
      `Profile '${profile.name}' gives no credentials: those of this ${source.kind === "containerMetadata" ? "container" : "machine"} are used, as the AWS CLI does.`,
    );
  }
  if (source?.kind === "instanceMetadata") notes.push(onlyOnEc2);
  return source;
}

function environmentNotes(profile: Profile, environment: Environment): string[] {
  const notes: string[] = [];
  const regional =
    given(environment, "AWS_STS_REGIONAL_ENDPOINTS") ?? valueOf(profile, "sts_regional_endpoints");
  if (regional?.toLowerCase() === "legacy") {
    notes.push("sts_regional_endpoints = legacy is not followed: the STS endpoint of the region is called.");
  }
  for (const [variable, key] of [
    ["AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"],
    ["AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"],
  ] as const) {
    if (isTrue(given(environment, variable) ?? valueOf(profile, key))) {
      notes.push(`${key} is not followed: the ordinary endpoints are called.`);
    }
  }
  return notes;
}

function sourceNotes(source: CredentialSource, environment: Environment): string[] {
  if (source.kind === "environment" && given(environment, "AWS_ACCESS_KEY_ID") === undefined) {
    return ["The source is the environment, where AWS_ACCESS_KEY_ID is not set now."];
  }
  if (source.kind === "instanceMetadata" && isTrue(given(environment, "AWS_EC2_METADATA_DISABLED"))) {
    return ["The source is the EC2 instance, and AWS_EC2_METADATA_DISABLED is true: no tool asks it."];
  }
  if (source.kind === "containerMetadata" && machineSource(environment)?.kind !== "containerMetadata") {
    return ["The source is the container, and no AWS_CONTAINER_CREDENTIALS_… variable is set now."];
  }
  return [];
}

function isBad(endpoint: Endpoint): boolean {
  return endpoint.url !== undefined && checkEndpointUrl(endpoint.url) !== undefined;
}

function badVariable(environment: Environment): ProfileProblem {
  const names = ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL"];
  const name = names.find(
    (variable) => checkEndpointUrl(environment[variable] ?? "https://ok") !== undefined,
  );
  return unplaced(
    "badEndpointUrl",
    `${name ?? "AWS_ENDPOINT_URL"} is not a URL with its scheme, such as https://sts.example.com.`,
  );
}

function notFound(profiles: Profiles, name: string): ProfileProblem {
  const hidden = profiles.unreachable.find(({ title }) => title.trim().replace(/^profile\s+/, "") === name);
  const [problem] = hidden?.problems ?? [];
  if (problem !== undefined) {
    return { ...problem, code: "profileNotFound", severity: "error" };
  }
  const near = nearestName(name, profiles.byName.keys());
  return unplaced(
    "profileNotFound",
    `Profile '${name}' not found. ${near === undefined ? "Add it, or choose another." : `Did you mean '${near}'?`}`,
  );
}

function firstPlace(profile: Profile): Pick<ProfileProblem, "file" | "span"> {
  const [place] = profile.places;
  if (place === undefined) throw new Error("A profile stands somewhere.");
  return place;
}

/** A problem that no file holds. */
function unplaced(code: ProfileProblemCode, message: string): ProfileProblem {
  return { code, severity: "error", message, file: "config", span: { start: 0, end: 0 } };
}

function broken(problems: readonly ProfileProblem[]): PlanResult {
  return { kind: "broken", problems };
}
