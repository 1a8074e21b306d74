import { arnResource, parseArn, roleArnProblem } from "../arn.ts";
import { decide } from "../evaluate/decide.ts";
import type { Decision, DecisionRequest, PolicyLayers, Principal } from "../evaluate/model.ts";
import { accountOf, friendlyName } from "../evaluate/principal.ts";
import { longestChainedSession } from "../profiles/roleRules.ts";
import { optional } from "../optional.ts";
import type { Check, ConfigHop, Expectation, RoleConfigProblem } from "../roleConfig/model.ts";
import type { Span } from "../text/span.ts";
import { callerActor, levelsOf, sessionActor, tagRecord, type Actor } from "./actor.ts";
import { contextOf, type Context } from "./context.ts";
import { hasPlaceholders, placeholdersOfCaller, placeholdersOfCheck, placeholdersOfHop } from "./leftOver.ts";
import type {
  AccessResult,
  ChainResult,
  CheckResult,
  DependsOn,
  HopResult,
  IdentityResult,
  LoadedChain,
  LoadedHop,
  Outcome,
  PolicySlot,
  RequestResult,
} from "./model.ts";
import { combined, judge } from "./outcome.ts";
import { sessionsNamed } from "./sessionNames.ts";

/**
 * Asks every question of a chain, offline: hop by hop, then the checks. Steps whose inputs are those of `previous` are
 * taken over from it as they are, so that after an edit of one policy only the questions it touches are asked again.
 */
export function simulateChain(chain: LoadedChain, previous?: ChainResult): ChainResult {
  return new ChainSimulator(chain, previous?.chain.config === chain.config ? previous : undefined).run();
}

/** Who asks next, or why nobody can. */
type Stage =
  | { readonly kind: "actor"; readonly actor: Actor }
  | { readonly kind: "nobody"; readonly reason: string }
  | { readonly kind: "open"; readonly placeholders: readonly string[] };

/** A request with what is known of its surroundings. */
interface Question {
  readonly request: DecisionRequest;
  /** Places that the config leaves open, by the side that they are. */
  readonly unknown: { readonly identity?: string; readonly resource?: string };
  readonly broken: readonly string[];
}

/** What requests on one resource have in common. */
interface Surroundings extends Pick<Question, "unknown" | "broken"> {
  readonly account: string | undefined;
  readonly context: Context;
  readonly policies: PolicyLayers;
}

class ChainSimulator {
  readonly #chain: LoadedChain;
  readonly #previous: ChainResult | undefined;
  /** The parts of the text that are wrong, apart from the policies in it: those are parts of decisions. */
  readonly #errors: readonly RoleConfigProblem[];
  readonly #mayHavePlaceholders: boolean;
  readonly #buckets: ReadonlyMap<string, number>;
  readonly #trusts: ReadonlyMap<string, PolicySlot>;
  /** What surrounds the requests of whoever the checks ask, by the bucket's index; -1 for those the config is silent on. */
  readonly #surroundings = new Map<number, Surroundings>();

  constructor(chain: LoadedChain, previous: ChainResult | undefined) {
    const { config, problems } = chain;
    this.#chain = chain;
    this.#previous = previous;
    this.#errors = problems.filter(({ code, severity }) => severity === "error" && !ofPolicies.has(code));
    this.#mayHavePlaceholders = hasPlaceholders(config);
    this.#buckets = new Map(config.buckets.map(({ name }, index) => [name?.value ?? "", index]));
    this.#trusts = new Map(
      chain.hops.map(({ trust }, index) => [config.hops[index]?.roleArn?.value ?? "", trust]),
    );
  }

  run(): ChainResult {
    const { config, caller: loaded, hops: loadedHops } = this.#chain;
    let stage = this.#callerStage(loaded);
    const hops: HopResult[] = [];
    for (const [position, hop] of config.hops.entries()) {
      const loadedHop = loadedHops[position];
      if (loadedHop === undefined) continue;
      const result = this.#hop(stage, hop, loadedHop, position);
      hops.push(result);
      stage = afterHop(stage, hop, loadedHop, result);
    }
    const checks = config.checks.map((check, position) => this.#check(stage, check, position));
    return { chain: this.#chain, hops, checks };
  }

  #callerStage(loaded: LoadedChain["caller"]): Stage {
    const { caller } = this.#chain.config;
    if (caller === undefined) return { kind: "nobody", reason: "The role config names no caller." };
    const placeholders = this.#mayHavePlaceholders ? placeholdersOfCaller(this.#chain.config, caller) : [];
    if (placeholders.length > 0) return { kind: "open", placeholders };
    const error = this.#errorIn(caller.span);
    if (error !== undefined) return { kind: "nobody", reason: error };
    const actor = callerActor(caller, loaded);
    return actor === undefined
      ? { kind: "nobody", reason: "The caller has no principal." }
      : { kind: "actor", actor };
  }

  #hop(stage: Stage, hop: ConfigHop, loaded: LoadedHop, position: number): HopResult {
    const step = {
      kind: "hop",
      index: hop.index,
      span: hop.span,
      label: hop.roleArn === undefined ? `hop ${hop.index + 1}` : friendlyName(hop.roleArn.value),
      expected: hop.expect?.value ?? "allow",
    } as const;
    if (stage.kind === "nobody") return { ...step, ...cannotRun(stage.reason) };
    const placeholders = [
      ...(stage.kind === "open" ? stage.placeholders : []),
      ...(this.#mayHavePlaceholders ? placeholdersOfHop(this.#chain.config, hop) : []),
    ];
    if (placeholders.length > 0) return { ...step, ...openOn(placeholders) };
    const problem = this.#errorIn(hop.span) ?? (hop.roleArn && roleArnProblem(hop.roleArn.value));
    if (problem !== undefined) return { ...step, ...cannotRun(problem) };
    if (stage.kind === "open" || hop.roleArn === undefined)
      return { ...step, ...cannotRun("The hop names no role.") };
    const question = this.#hopQuestion(stage.actor, hop, hop.roleArn.value, loaded);
    const asked = this.#ask([question], step.expected, this.#previous?.hops[position]);
    const known = reused(asked, this.#previous?.hops[position]);
    if (known !== undefined) return known;
    return {
      ...step,
      ...asked,
      outcome: withinMaximum(hop, step.label, asked.outcome, asked.requests[0]?.decision),
    };
  }

  #hopQuestion(actor: Actor, hop: ConfigHop, roleArn: string, loaded: LoadedHop): Question {
    const { principal } = actor;
    const control = this.#chain.resourceControl.get(roleArn.split(":")[4] ?? "");
    return {
      request: {
        principal,
        action: assumeAction(principal),
        resource: roleArn,
        context: { ...secure, ...actor.context, ...callContext(hop), ...contextOf(hop.context) },
        openContext: true,
        ...(hop.sessionName === undefined ? { unknownKeys: ["sts:RoleSessionName"] } : {}),
        policies: {
          ...actor.layers,
          ...optional("resource", loaded.trust.documents[0]),
          ...(control === undefined ? {} : { resourceControl: levelsOf(control) }),
        },
      },
      unknown: {
        ...unknownIdentity(actor),
        ...(loaded.trust.unknown ? { resource: `the trust policy of ${friendlyName(roleArn)}` } : {}),
      },
      broken: [
        ...brokenOf(actor),
        ...loaded.trust.broken,
        ...(control ?? []).flatMap(({ broken }) => broken),
      ],
    };
  }

  #check(stage: Stage, check: Check, position: number): CheckResult {
    const step = { index: check.index, span: check.span, label: labelOf(check) };
    const before = this.#previous?.checks[position];
    const stopped = this.#stopped(stage, check);
    if (check.kind === "identity") {
      const identity = { ...step, kind: "identity", expected: check.arn.value, requests: [] } as const;
      if (stopped !== undefined || stage.kind !== "actor")
        return { ...identity, outcome: stopped ?? impossible };
      return { ...identity, ...identityOutcome(stage.actor.principal, check.arn.value) };
    }
    const access = { ...step, kind: "check", expected: check.expect?.value ?? "allow" } as const;
    if (stopped !== undefined || stage.kind !== "actor") {
      return { ...access, outcome: stopped ?? impossible, requests: [] };
    }
    const { actor } = stage;
    const questions =
      check.kind === "list"
        ? [this.#listQuestion(actor, check)]
        : check.resources.flatMap((resource) =>
            check.actions.map((action) =>
              this.#question(actor, action.value, resource.value, contextOf(check.context)),
            ),
          );
    const asked = this.#ask(questions, access.expected, before);
    return reused(asked, before) ?? { ...access, ...asked };
  }

  #stopped(stage: Stage, check: Check): Outcome | undefined {
    if (stage.kind === "nobody") return { kind: "cannotRun", reason: stage.reason };
    const placeholders = [
      ...(stage.kind === "open" ? stage.placeholders : []),
      ...(this.#mayHavePlaceholders ? placeholdersOfCheck(this.#chain.config, check) : []),
    ];
    if (placeholders.length > 0) return openOn(placeholders).outcome;
    const problem = this.#errorIn(check.span);
    return problem === undefined ? undefined : { kind: "cannotRun", reason: problem };
  }

  /** As `aws s3 ls` asks: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
  #listQuestion(actor: Actor, check: Extract<Check, { kind: "list" }>): Question {
    const partition = "partition" in actor.principal ? actor.principal.partition : "aws";
    const context = { "s3:prefix": check.prefix, "s3:delimiter": "/", ...contextOf(check.context) };
    return this.#question(actor, "s3:ListBucket", `arn:${partition}:s3:::${check.bucket}`, context);
  }

  #question(actor: Actor, action: string, resource: string, context: Context): Question {
    const around = this.#around(actor, action, resource);
    return {
      request: {
        principal: actor.principal,
        action,
        resource,
        ...(around.account === undefined ? {} : { resourceAccount: around.account }),
        context: { ...around.context, ...context },
        openContext: true,
        policies: around.policies,
      },
      unknown: around.unknown,
      broken: around.broken,
    };
  }

  #around(actor: Actor, action: string, resource: string): Surroundings {
    const arn = parseArn(resource);
    const named = arn && arnResource(arn);
    if (named?.kind === "role" && /^sts:/i.test(action)) {
      return this.#surround(actor, arn?.account, this.#trusts.get(resource) ?? trustElsewhere, resource);
    }
    if (arn !== undefined && arn.account !== "")
      return this.#surround(actor, arn.account, undefined, resource);
    const inBucket = named?.kind === "bucket" || named?.kind === "object";
    const index = (inBucket ? this.#buckets.get(named.bucket) : undefined) ?? -1;
    let known = this.#surroundings.get(index);
    if (known === undefined) {
      const bucket = this.#chain.config.buckets[index];
      known = this.#surround(
        actor,
        bucket?.account?.value,
        this.#chain.bucketPolicies[index],
        resource,
        bucket?.region?.value,
      );
      this.#surroundings.set(index, known);
    }
    return known;
  }

  #surround(
    actor: Actor,
    account: string | undefined,
    policy: PolicySlot | undefined,
    resource: string,
    region?: string,
  ): Surroundings {
    const control = this.#chain.resourceControl.get(account ?? accountOf(actor.principal) ?? "");
    return {
      account,
      context: {
        ...secure,
        ...actor.context,
        ...(region === undefined ? {} : { "aws:RequestedRegion": region }),
      },
      policies: {
        ...actor.layers,
        ...optional("resource", policy?.documents[0]),
        ...(control === undefined ? {} : { resourceControl: levelsOf(control) }),
      },
      unknown: {
        ...unknownIdentity(actor),
        ...(policy?.unknown === true ? { resource: `the trust policy of ${friendlyName(resource)}` } : {}),
      },
      broken: [
        ...brokenOf(actor),
        ...(policy?.broken ?? []),
        ...(control ?? []).flatMap(({ broken }) => broken),
      ],
    };
  }

  #ask(
    questions: readonly Question[],
    expected: Expectation,
    before: HopResult | CheckResult | undefined,
  ): Pick<AccessResult, "outcome" | "requests"> {
    const broken = questions.flatMap((question) => question.broken)[0];
    if (broken !== undefined) return cannotRun(broken);
    const requests = questions.map(({ request, unknown }, index): RequestResult => {
      const earlier = before?.requests[index];
      if (earlier !== undefined && sameRequest(earlier.request, request)) return earlier;
      const decision = decide(request);
      const outcome = judge(decision, expected, openParts(decision, unknown));
      const hinges = sessionsNamed(request).some(
        (principal) => judge(decide({ ...request, principal }), expected, []).kind !== outcome.kind,
      );
      return {
        request,
        decision: decision.decision,
        outcome: hinges ? openPart(`the session name of ${roleName(request.principal)}`) : outcome,
      };
    });
    return { outcome: combined(requests.map(({ outcome }) => outcome)), requests };
  }

  #errorIn(span: Span): string | undefined {
    return this.#errors.find((problem) => problem.span.start >= span.start && problem.span.end <= span.end)
      ?.message;
  }
}

/** Problems of policies stop the decisions that need them, not the step that names them. */
const ofPolicies: ReadonlySet<RoleConfigProblem["code"]> = new Set([
  "badPolicyReference",
  "missingFile",
  "policyRefused",
  "policyShape",
  "unknownManagedPolicy",
  "unparsablePolicy",
  "wrongPolicyKind",
]);

const trustElsewhere: PolicySlot = { documents: [], broken: [], unknown: true };
const impossible: Outcome = { kind: "cannotRun", reason: "Nobody asks." };

/** STS and S3 are called over TLS unless the config says otherwise. */
const secure: Context = { "aws:SecureTransport": true };

function cannotRun(reason: string): { readonly outcome: Outcome; readonly requests: readonly [] } {
  return { outcome: { kind: "cannotRun", reason }, requests: [] };
}

function openOn(placeholders: readonly string[]): {
  readonly outcome: Outcome;
  readonly requests: readonly [];
} {
  const dependsOn: DependsOn = { keys: [], placeholders: [...new Set(placeholders)], parts: [] };
  return { outcome: { kind: "undetermined", dependsOn }, requests: [] };
}

function afterHop(stage: Stage, hop: ConfigHop, loaded: LoadedHop, result: HopResult): Stage {
  if (stage.kind === "nobody") return stage;
  const name = `Hop ${hop.index + 1} (${result.label})`;
  if (result.outcome.kind === "cannotRun") {
    return { kind: "nobody", reason: `${name} cannot run, so there is no session.` };
  }
  const decision = result.requests[0]?.decision;
  if (decision === "explicitlyDenied" || decision === "implicitlyDenied") {
    const open = result.outcome.kind === "undetermined" && result.outcome.dependsOn.parts.length > 0;
    if (!open) return { kind: "nobody", reason: `${name} is denied, so there is no session.` };
  }
  const actor = stage.kind === "actor" ? sessionActor(stage.actor, hop, loaded) : undefined;
  if (actor !== undefined && decision !== undefined) return { kind: "actor", actor };
  const placeholders = result.outcome.kind === "undetermined" ? result.outcome.dependsOn.placeholders : [];
  return { kind: "open", placeholders };
}

/**
 * A role gives sessions of up to an hour unless it is set to more. STS refuses a longer one before any policy counts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
 */
function withinMaximum(
  { durationSeconds, maxSessionDuration }: ConfigHop,
  role: string,
  outcome: Outcome,
  decision: Decision["decision"] | undefined,
): Outcome {
  const isOpen = maxSessionDuration === undefined && (durationSeconds?.value ?? 0) > longestChainedSession;
  if (!isOpen || decision !== "allowed") return outcome;
  return openPart(`the 'maxSessionDuration' of ${role}`);
}

function openPart(part: string): Outcome {
  return { kind: "undetermined", dependsOn: { keys: [], placeholders: [], parts: [part] } };
}

function roleName(principal: Principal): string {
  return "arn" in principal ? friendlyName(principal.arn) : "the caller";
}

/** The same step as before, when every request of it is. */
function reused<T extends HopResult | CheckResult>(
  asked: Pick<AccessResult, "outcome" | "requests">,
  before: T | undefined,
): T | undefined {
  if (before === undefined || before.requests.length === 0) return undefined;
  if (before.requests.length !== asked.requests.length) return undefined;
  return asked.requests.every((request, index) => request === before.requests[index]) ? before : undefined;
}

/** The config being the same text, requests differ by their policies alone. */
function sameRequest(a: DecisionRequest, b: DecisionRequest): boolean {
  return (
    samePolicies(a.policies.identity, b.policies.identity) &&
    samePolicies(a.policies.session, b.policies.session) &&
    samePolicies([a.policies.permissionsBoundary], [b.policies.permissionsBoundary]) &&
    samePolicies([a.policies.resource], [b.policies.resource]) &&
    samePolicies(a.policies.serviceControl?.flat(), b.policies.serviceControl?.flat()) &&
    samePolicies(a.policies.resourceControl?.flat(), b.policies.resourceControl?.flat())
  );
}

type Documents = readonly (NonNullable<DecisionRequest["policies"]["resource"]> | undefined)[];

function samePolicies(a: Documents = [], b: Documents = []): boolean {
  return a.length === b.length && a.every((document, index) => document?.policy === b[index]?.policy);
}

function assumeAction({ kind }: Principal): string {
  switch (kind) {
    case "webIdentity":
      return "sts:AssumeRoleWithWebIdentity";
    case "saml":
      return "sts:AssumeRoleWithSAML";
    default:
      return "sts:AssumeRole";
  }
}

/** What the parameters of the call put into its context. */
function callContext(hop: ConfigHop): Context {
  const tags = Object.entries(tagRecord(hop.tags)).map(
    ([key, value]) => [`aws:RequestTag/${key}`, value] as const,
  );
  const transitive = hop.transitiveTagKeys.map(({ value }) => value);
  return {
    ...Object.fromEntries(tags),
    ...(transitive.length === 0 ? {} : { "sts:TransitiveTagKeys": transitive }),
    ...optional("sts:ExternalId", hop.externalId?.value),
    ...optional("sts:RoleSessionName", hop.sessionName?.value),
    ...optional("sts:SourceIdentity", hop.sourceIdentity?.value),
    // The code of the device goes with this call.
    ...(hop.mfaSerial === undefined
      ? {}
      : { "aws:MultiFactorAuthPresent": true, "aws:MultiFactorAuthAge": 0 }),
  };
}

function unknownIdentity({ loaded, name }: Actor): { readonly identity?: string } {
  return loaded.identity.unknown ? { identity: `the policies of ${name}` } : {};
}

function brokenOf({ loaded }: Actor): readonly string[] {
  const { identity, permissionsBoundary, session, serviceControl } = loaded;
  return [identity, permissionsBoundary, session, ...serviceControl].flatMap(({ broken }) => broken);
}

/** The open places without which nothing else denies. */
function openParts({ decision, missing }: Decision, unknown: Question["unknown"]): readonly string[] {
  if (decision !== "implicitlyDenied" || missing.length === 0) return [];
  const parts = missing.map(({ side }) =>
    side === "identity" || side === "resource" ? unknown[side] : undefined,
  );
  return parts.every((part) => part !== undefined) ? parts : [];
}

function labelOf(check: Check): string {
  if (check.name !== undefined) return check.name.value;
  switch (check.kind) {
    case "list":
      return `list ${check.url.value}`;
    case "identity":
      return `identity ${check.arn.value}`;
    case "access":
      return `${check.actions.map(({ value }) => value).join(", ")} on ${check.resources.map(({ value }) => value).join(", ")}`;
  }
}

/** What GetCallerIdentity would answer, against the ARN of the session or of its role. */
function identityOutcome(principal: Principal, expected: string): Pick<IdentityResult, "outcome" | "actual"> {
  if (!("arn" in principal)) {
    return { outcome: { kind: "cannotRun", reason: "Only a principal of an AWS account has an identity." } };
  }
  const failed = (actual: string) => ({ outcome: { kind: "failed" }, actual }) as const;
  const passed = (actual: string) => ({ outcome: { kind: "passed" }, actual }) as const;
  if (principal.kind !== "role") {
    const role = principal.kind === "roleSession" ? principal.roleArn : undefined;
    return expected === principal.arn || expected === role ? passed(principal.arn) : failed(principal.arn);
  }
  const session = `arn:${principal.partition}:sts::${principal.account}:assumed-role/${friendlyName(principal.arn)}/`;
  const actual = `${session}*`;
  if (expected === principal.arn) return passed(actual);
  if (!expected.startsWith(session)) return failed(actual);
  return { outcome: openPart(`the session name of ${roleName(principal)}`), actual };
}
