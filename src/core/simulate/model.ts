import type { DecisionKind, DecisionRequest, PolicyDocument } from "../evaluate/model.ts";
import type { PolicyKind } from "../policy/model.ts";
import type { Expectation, RoleConfig, RoleConfigProblem } from "../roleConfig/model.ts";
import type { Span } from "../text/span.ts";

/*
 * The way of a simulation. `loadChain` reads the policies that a role config names, through a port, and says what is
 * wrong with them; `simulateChain` asks every question of the config and says how each went; `explainRequest` says why,
 * for the one that somebody wants to see; `chainCoverage` says which statements the questions exercise.
 */

/** Hands in texts. The room of the caller reads them before, or at once: `pathsOf` says which. */
export interface PolicyTexts {
  /** The text of a file, by its path as the config writes it: relative to the config's folder. Undefined: no file. */
  file(path: string): string | undefined;
  /** The document of an AWS managed policy as JSON text. Undefined: AWS has none with this ARN. */
  managed(arn: string): string | undefined;
}

/** A policy that a config names, read, with its placeholders filled. Plain data; the same text gives the same `policy`. */
export interface ChainDocument extends PolicyDocument {
  /** Unique in the chain: the path, the ARN, or `inline:` with the offset. `StatementReference.policy` is this name. */
  readonly name: string;
  readonly source: DocumentSource;
  readonly kind: PolicyKind;
  /** Where the config names it; for an inline policy, where it stands. */
  readonly reference: Span;
}

/** Which text the spans of a policy are offsets of. */
export type DocumentSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "awsManaged"; readonly arn: string; readonly text: string }
  /** The text of the config itself. */
  | { readonly kind: "inline" };

/** The documents of one place in the config. */
export interface PolicySlot {
  readonly documents: readonly ChainDocument[];
  /** Why a policy of this place cannot be used, in sentences; then no decision can be made with it. */
  readonly broken: readonly string[];
  /** The config says nothing about this place, so that what stands there is not known. */
  readonly unknown: boolean;
}

/** Whoever makes requests in the chain: the caller, or the session of a hop. */
export interface LoadedActor {
  readonly identity: PolicySlot;
  readonly permissionsBoundary: PolicySlot;
  readonly session: PolicySlot;
  readonly serviceControl: readonly PolicySlot[];
}

export interface LoadedHop extends LoadedActor {
  readonly trust: PolicySlot;
}

export interface LoadedChain {
  readonly config: RoleConfig;
  readonly caller: LoadedActor;
  /** Parallel to the config's hops. */
  readonly hops: readonly LoadedHop[];
  /** Parallel to the config's buckets. */
  readonly bucketPolicies: readonly PolicySlot[];
  /** The levels of resource control policies of an account. */
  readonly resourceControl: ReadonlyMap<string, readonly PolicySlot[]>;
  readonly documents: readonly ChainDocument[];
  /** Those of the config itself and those of the policies it names, at their places in the config. */
  readonly problems: readonly RoleConfigProblem[];
}

/** How a question went. */
export type Outcome =
  | { readonly kind: "passed" }
  | { readonly kind: "failed" }
  /** The answer depends on what nobody said. Never shown as passed. */
  | { readonly kind: "undetermined"; readonly dependsOn: DependsOn }
  /** There is no answer: an earlier hop gives no session, or a policy cannot be used. One sentence. */
  | { readonly kind: "cannotRun"; readonly reason: string };

export interface DependsOn {
  /** Condition keys, as the policies write them. */
  readonly keys: readonly string[];
  /** Placeholders that nothing fills, as written. */
  readonly placeholders: readonly string[];
  /** What the config leaves open, as noun phrases: "the trust policy of MyRoleB". */
  readonly parts: readonly string[];
}

/** One action on one resource, by whoever asks at this step. */
export interface RequestResult {
  readonly request: DecisionRequest;
  readonly decision: DecisionKind;
  readonly outcome: Outcome;
}

interface StepResult {
  /** The step in the config. */
  readonly span: Span;
  /** For a row or a line: the check's name or what it asks, the role of a hop. */
  readonly label: string;
  readonly outcome: Outcome;
}

export interface HopResult extends StepResult {
  readonly kind: "hop";
  /** Position in `config.hops`. */
  readonly index: number;
  readonly expected: Expectation;
  /** None when it cannot run. */
  readonly requests: readonly RequestResult[];
}

export interface AccessResult extends StepResult {
  readonly kind: "check";
  /** Position in `config.checks`. */
  readonly index: number;
  readonly expected: Expectation;
  /** One for each action on each resource; none when it cannot run. */
  readonly requests: readonly RequestResult[];
}

export interface IdentityResult extends StepResult {
  readonly kind: "identity";
  readonly index: number;
  readonly expected: string;
  /** The ARN that GetCallerIdentity would answer; with `*` for a session name that the config does not give. */
  readonly actual?: string;
  readonly requests: readonly [];
}

export type CheckResult = AccessResult | IdentityResult;
export type ChainStep = HopResult | CheckResult;

export interface ChainResult {
  readonly chain: LoadedChain;
  /** Steps that did not change since the simulation before are the same objects. */
  readonly hops: readonly HopResult[];
  readonly checks: readonly CheckResult[];
}
