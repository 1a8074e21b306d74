import { parseArn, parseRoleArn } from "../arn.ts";
import { compilePolicy } from "../evaluate/compile.ts";
import { kindOfPolicy } from "../policy/kind.ts";
import type { Policy, PolicyKind } from "../policy/model.ts";
import { fillPolicy } from "../policy/fillPolicy.ts";
import type { ConfigText, PolicyReference, RoleConfig, RoleConfigProblem } from "../roleConfig/model.ts";
import { variableValues } from "../roleConfig/parse.ts";
import { LineIndex } from "../text/lineIndex.ts";
import type { Span } from "../text/span.ts";
import type {
  ChainDocument,
  DocumentSource,
  LoadedActor,
  LoadedChain,
  PolicySlot,
  PolicyTexts,
} from "./model.ts";
import type { PolicyLibrary } from "./policyLibrary.ts";

const nothing: PolicySlot = { documents: [], broken: [], unknown: false };

/** The paths of all policy files that a config names, as it writes them, without doubles. */
export function pathsOf(config: RoleConfig): readonly string[] {
  const paths = new Set<string>();
  for (const reference of referencesOf(config))
    if (reference.kind === "file") paths.add(reference.path.value);
  return [...paths];
}

/** Whether a config names a policy that AWS manages, so that their documents are needed. */
export function namesManagedPolicies(config: RoleConfig): boolean {
  return (
    referencesOf(config).some(({ kind }) => kind === "awsManaged") ||
    config.hops.some(({ sessionPolicyArns }) => sessionPolicyArns.length > 0)
  );
}

/**
 * Reads every policy that a config names. Never throws: a file that is missing or is no policy is a problem at the
 * place that names it, and the steps that need it cannot run.
 */
export function loadChain(config: RoleConfig, texts: PolicyTexts, library: PolicyLibrary): LoadedChain {
  return new ChainLoader(config, texts, library).load();
}

function referencesOf({ caller, hops, buckets }: RoleConfig): PolicyReference[] {
  const references: PolicyReference[] = [];
  const add = (...more: readonly (PolicyReference | undefined)[]) => {
    for (const reference of more) if (reference !== undefined) references.push(reference);
  };
  if (caller !== undefined) {
    add(...caller.policies, caller.permissionsBoundary);
    add(...caller.serviceControlPolicies.flat(), ...caller.resourceControlPolicies.flat());
  }
  for (const hop of hops) {
    add(hop.trustPolicy, ...hop.policies, hop.permissionsBoundary, hop.sessionPolicy);
    add(...hop.serviceControlPolicies.flat(), ...hop.resourceControlPolicies.flat());
  }
  for (const bucket of buckets) add(bucket.policy, ...bucket.resourceControlPolicies.flat());
  return references;
}

type PolicyLevels = readonly (readonly PolicyReference[])[];

class ChainLoader {
  readonly #documents = new Map<string, ChainDocument>();
  readonly #slotsOf = new Map<PolicyLevels, readonly PolicySlot[]>();
  readonly #problems: RoleConfigProblem[];
  readonly #values: Readonly<Record<string, string>>;
  readonly #config: RoleConfig;
  readonly #texts: PolicyTexts;
  readonly #library: PolicyLibrary;

  constructor(config: RoleConfig, texts: PolicyTexts, library: PolicyLibrary) {
    this.#config = config;
    this.#texts = texts;
    this.#library = library;
    this.#values = variableValues(config);
    this.#problems = [...config.problems];
    if (config.problems.length === 0 && config.caller === undefined) {
      const message = "The file is empty: a role config has a caller and its hops.";
      this.#problems.push({ code: "missingMember", severity: "error", message, span: config.span });
    }
  }

  load(): LoadedChain {
    const { caller, hops, buckets } = this.#config;
    const callerAccount = accountOfCaller(caller);
    const hopAccounts = hops.map(({ roleArn }) => roleArn && parseRoleArn(roleArn.value)?.account);
    const lastAccount = hops.length === 0 ? callerAccount : hopAccounts.at(-1);
    const guarded = this.#byAccount("rcp", [
      ...buckets.map(
        (bucket) => [bucket.account?.value ?? lastAccount, bucket.resourceControlPolicies] as const,
      ),
      ...hops.map((hop, index) => [hopAccounts[index], hop.resourceControlPolicies] as const),
      [callerAccount, caller?.resourceControlPolicies ?? []],
    ]);
    const limited = this.#byAccount("scp", [
      [callerAccount, caller?.serviceControlPolicies ?? []],
      ...hops.map((hop, index) => [hopAccounts[index], hop.serviceControlPolicies] as const),
    ]);
    const limits = (account: string | undefined, own: PolicyLevels) =>
      own.length > 0 ? this.#levels("scp", own) : (limited.get(account ?? "") ?? []);
    return {
      config: this.#config,
      caller:
        caller === undefined
          ? nobody
          : this.#actor(caller, nothing, limits(callerAccount, caller.serviceControlPolicies)),
      hops: hops.map((hop, index) => ({
        ...this.#actor(
          hop,
          this.#sessionPolicies(hop.sessionPolicy, hop.sessionPolicyArns),
          limits(hopAccounts[index], hop.serviceControlPolicies),
        ),
        trust: hop.trustPolicy === undefined ? unsaid : this.#slot("trust", [hop.trustPolicy]),
      })),
      bucketPolicies: buckets.map(({ policy }) => this.#slot("bucket", policy === undefined ? [] : [policy])),
      resourceControl: guarded,
      documents: [...this.#documents.values()],
      problems: this.#problems,
    };
  }

  /** Organization policies are those of an account: what one place gives holds wherever the account is met. */
  #byAccount(
    kind: PolicyKind,
    places: readonly (readonly [account: string | undefined, levels: PolicyLevels])[],
  ): ReadonlyMap<string, readonly PolicySlot[]> {
    const found = new Map<string, readonly PolicySlot[]>();
    for (const [account, levels] of places) {
      if (account === undefined || levels.length === 0 || found.has(account)) continue;
      found.set(account, this.#levels(kind, levels));
    }
    return found;
  }

  /** Read once, so that what is wrong with them is said once. */
  #levels(kind: PolicyKind, levels: PolicyLevels): readonly PolicySlot[] {
    let slots = this.#slotsOf.get(levels);
    if (slots === undefined) {
      slots = levels.map((level) => this.#slot(kind, level));
      this.#slotsOf.set(levels, slots);
    }
    return slots;
  }

  #actor(
    from: Pick<NonNullable<RoleConfig["caller"]>, "hasPolicies" | "policies" | "permissionsBoundary">,
    session: PolicySlot,
    serviceControl: readonly PolicySlot[],
  ): LoadedActor {
    const boundary = from.permissionsBoundary;
    return {
      identity: from.hasPolicies ? this.#slot("identity", from.policies) : unsaid,
      permissionsBoundary: this.#slot("boundary", boundary === undefined ? [] : [boundary]),
      session,
      serviceControl,
    };
  }

  #sessionPolicies(own: PolicyReference | undefined, arns: readonly ConfigText[]): PolicySlot {
    const managed = arns.map((arn): PolicyReference => ({ kind: "awsManaged", arn, span: arn.span }));
    return this.#slot("session", [...(own === undefined ? [] : [own]), ...managed]);
  }

  #slot(kind: PolicyKind, references: readonly PolicyReference[]): PolicySlot {
    if (references.length === 0) return nothing;
    const documents: ChainDocument[] = [];
    const broken: string[] = [];
    for (const reference of references) {
      const loaded = this.#document(kind, reference);
      if (typeof loaded === "string") broken.push(loaded);
      else documents.push(loaded);
    }
    return { documents, broken, unknown: false };
  }

  /** The document, or why there is none. */
  #document(kind: PolicyKind, reference: PolicyReference): ChainDocument | string {
    const read = this.#read(reference);
    if ("message" in read) return this.#problem(reference.span, read.code, read.message);
    const { name, source, policy } = read;
    const known = this.#documents.get(`${kind} ${name}`);
    if (known !== undefined) return known;
    const unusable = reference.kind === "inline" ? undefined : unusableBecause(policy, read.text);
    if (unusable !== undefined) {
      const { line } = new LineIndex(read.text).position(unusable.span.start);
      const where = source.kind === "file" ? `${source.path}, line ${line + 1}` : name;
      return this.#problem(reference.span, "unparsablePolicy", `${where}: ${unusable.message}`);
    }
    const wrong = wrongKind(kind, policy);
    if (wrong !== undefined)
      return this.#problem(reference.span, "wrongPolicyKind", `${nameInWords(read)} ${wrong}`);
    const document = { name, source, policy, kind, reference: reference.span };
    this.#reportRefusals(document, read.text);
    this.#documents.set(`${kind} ${name}`, document);
    return document;
  }

  /** What AWS would refuse, or what can never match: such a statement has no part in any decision. */
  #reportRefusals({ name, source, policy, kind, reference }: ChainDocument, text: string): void {
    if (source.kind === "awsManaged") return;
    for (const { code, message, span } of compilePolicy(policy, kind === "bucket" ? "resource" : kind)
      .problems) {
      if (source.kind === "inline") {
        if (!shapes.has(code)) this.#warn(span, message);
        continue;
      }
      const { line } = new LineIndex(text).position(span.start);
      this.#warn(reference, `${name}, line ${line + 1}: ${message}`);
    }
  }

  #warn(span: Span, message: string): void {
    this.#problems.push({ code: "policyRefused", severity: "warning", message, span });
  }

  #read(reference: PolicyReference):
    | {
        readonly name: string;
        readonly source: DocumentSource;
        readonly policy: Policy;
        readonly text: string;
      }
    | { readonly code: RoleConfigProblem["code"]; readonly message: string } {
    switch (reference.kind) {
      case "file": {
        const path = reference.path.value;
        const text = this.#texts.file(path);
        if (text === undefined) return { code: "missingFile", message: `There is no file ${path}.` };
        return {
          name: path,
          source: { kind: "file", path },
          policy: this.#library.policy(text, this.#values),
          text,
        };
      }
      case "awsManaged": {
        const arn = reference.arn.value;
        const text = this.#texts.managed(arn);
        if (text === undefined) {
          const message = arn.includes(":iam::aws:policy/")
            ? `AWS has no managed policy ${arn}.`
            : `Only policies that AWS manages are known by their ARN; ${arn} is not one.`;
          return { code: "unknownManagedPolicy", message };
        }
        return {
          name: arn,
          source: { kind: "awsManaged", arn, text },
          policy: this.#library.policy(text, {}),
          text,
        };
      }
      case "inline":
        return {
          name: `inline:${reference.span.start}`,
          source: { kind: "inline" },
          policy: fillPolicy(reference.policy, this.#values),
          text: "",
        };
    }
  }

  #problem(span: Span, code: RoleConfigProblem["code"], message: string): string {
    this.#problems.push({ code, severity: "error", message, span });
    return message;
  }
}

/** What the reader of the config has reported of a policy in it. */
const shapes: ReadonlySet<string> = new Set([
  "jsonSyntax",
  "notAnObject",
  "wrongType",
  "duplicateElement",
  "missingStatement",
] satisfies Policy["problems"][number]["code"][]);

const unsaid: PolicySlot = { documents: [], broken: [], unknown: true };
const nobody: LoadedActor = {
  identity: unsaid,
  permissionsBoundary: nothing,
  session: nothing,
  serviceControl: [],
};

function accountOfCaller(caller: RoleConfig["caller"]): string | undefined {
  const principal = caller?.principal;
  return principal?.kind === "arn" ? parseArn(principal.arn.value)?.account : undefined;
}

function nameInWords({ name, source }: { readonly name: string; readonly source: DocumentSource }): string {
  return source.kind === "inline" ? "This policy" : name;
}

/** What makes a text no policy at all; a statement that AWS would refuse is a matter of the decision. */
function unusableBecause(
  { problems, span }: Policy,
  text: string,
): Pick<Policy["problems"][number], "message" | "span"> | undefined {
  if (text.trim() === "") return { message: "The file is empty.", span };
  return problems.find(
    ({ code }) => code === "jsonSyntax" || code === "notAnObject" || code === "missingStatement",
  );
}

/** What is wrong with a policy at this place, for a sentence that begins with its name. */
function wrongKind(place: PolicyKind, policy: Policy): string | undefined {
  const actual = kindOfPolicy(policy);
  if (actual === undefined) return undefined;
  switch (place) {
    case "trust":
      if (actual === "trust") return undefined;
      return actual === "bucket"
        ? "is a bucket policy; a trust policy is wanted here."
        : "has no Principal, as an identity policy; a trust policy is wanted here.";
    case "bucket":
      if (actual === "bucket") return undefined;
      return actual === "trust"
        ? "is a trust policy; a bucket policy is wanted here."
        : "has no Principal, as an identity policy; a bucket policy is wanted here.";
    case "rcp":
      return actual === "identity"
        ? "has no Principal; a resource control policy is wanted here."
        : undefined;
    case "identity":
    case "session":
    case "boundary":
    case "scp":
      if (actual === "identity") return undefined;
      return `is a ${actual} policy, with a Principal; a policy without one is wanted here.`;
  }
}
