import type { Policy, PolicyKind, Statement } from "../policy/model.ts";
import type { Span } from "../text/span.ts";

/** A value of a condition key in a request. An array is a multivalued key. */
export type ContextValue = string | number | boolean | readonly (string | number | boolean)[];

/** What every signed-in AWS principal may carry beside its name. */
interface Identified {
  readonly arn: string;
  readonly partition: string;
  readonly account: string;
  /** The unique id of the user or role (`AIDA…`, `AROA…`), when known. */
  readonly uniqueId?: string;
  /** All tags of the principal, session tags included. Leave out when they are not known. */
  readonly tags?: Readonly<Record<string, string>>;
  /** True when it may have more tags than those of `tags`. */
  readonly moreTags?: boolean;
}

/** What a session of a role got when it was opened, or earlier in the chain. */
interface InSession {
  /** Null when there is none. Left out: not known. */
  readonly sourceIdentity?: string | null;
  /** Keys of `tags` that pass on to the next role of a chain. */
  readonly transitiveTagKeys?: readonly string[];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export type Principal =
  | (Identified & { readonly kind: "user" })
  /** A session of the role whose session name is not known. */
  | (Identified & InSession & { readonly kind: "role" })
  | (Identified &
      InSession & {
        readonly kind: "roleSession";
        /** `arn` is the session's; a session ARN does not carry the role's path, so this one may be known or not. */
        readonly roleArn?: string;
        readonly roleName: string;
        readonly sessionName: string;
      })
  /** A session from GetFederationToken. */
  | (Identified & { readonly kind: "federatedUser"; readonly userArn?: string })
  | (Identified & { readonly kind: "root" })
  | { readonly kind: "service"; readonly service: string }
  /** The caller of AssumeRoleWithWebIdentity: the ARN of the provider, or its name. */
  | { readonly kind: "webIdentity"; readonly provider: string }
  /** The caller of AssumeRoleWithSAML: the ARN of the provider. */
  | { readonly kind: "saml"; readonly provider: string }
  | { readonly kind: "anonymous" };

/** A parsed policy with the name it is cited by. The same `Policy` object is compiled only once. */
export interface PolicyDocument {
  readonly name: string;
  readonly policy: Policy;
}

/** The policies that apply to a request. A layer left out does not limit. */
export interface PolicyLayers {
  readonly identity?: readonly PolicyDocument[];
  readonly permissionsBoundary?: PolicyDocument;
  readonly session?: readonly PolicyDocument[];
  /** The trust policy when a role is assumed, the bucket policy for S3. */
  readonly resource?: PolicyDocument;
  /** From the organization's root down to the principal's account. */
  readonly serviceControl?: readonly (readonly PolicyDocument[])[];
  /** From the organization's root down to the resource's account. */
  readonly resourceControl?: readonly (readonly PolicyDocument[])[];
}

export interface DecisionRequest {
  readonly principal: Principal;
  /** `service:Action`, in any case. */
  readonly action: string;
  /** The ARN of the resource, or `*` where the action has none. */
  readonly resource: string;
  /** The owner where the ARN does not say it (S3). Without it, the principal's own account. */
  readonly resourceAccount?: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** True when keys that are not in `context` may still be in the real request. */
  readonly openContext?: boolean;
  /** Keys that the real request certainly carries, with values that are not known. */
  readonly unknownKeys?: readonly string[];
  readonly policies: PolicyLayers;
}

/** Three-valued: `unknown` depends on a key that nobody supplied. */
export type Truth = "yes" | "no" | "unknown";

export type DecisionKind = "allowed" | "explicitlyDenied" | "implicitlyDenied" | "undetermined";

export type Side =
  "identity" | "permissionsBoundary" | "session" | "resource" | "serviceControl" | "resourceControl";

/** Why a statement does not apply, or why that is not known. */
export type Reason =
  /** With `unknownKeys`, placeholders in it decide that nothing fills. */
  | { readonly element: "action" | "principal"; readonly unknownKeys?: readonly string[] }
  /** With `unknownKeys`, the variables or placeholders in it decide and their values are not known. */
  | { readonly element: "resource"; readonly unknownKeys?: readonly string[] }
  /** AWS would refuse to store the statement: see the decision's problems. */
  | { readonly element: "statement" }
  | ConditionReason;

export interface ConditionReason {
  readonly element: "condition";
  readonly operator: string;
  readonly key: string;
  /** As written in the policy. */
  readonly expected: readonly string[];
  /** What the request carries; undefined when it does not carry the key. */
  readonly actual: readonly string[] | undefined;
  readonly truth: "no" | "unknown";
  /** The keys that would decide it, when the truth is unknown. */
  readonly unknownKeys: readonly string[];
  readonly span: Span;
}

/** How one statement fared. Elements are tried in the order action, principal, resource, conditions. */
export interface StatementOutcome {
  readonly statement: Statement;
  readonly applies: Truth;
  readonly reasons: readonly Reason[];
}

export interface DocumentOutcome {
  readonly policy: string;
  readonly outcomes: readonly StatementOutcome[];
}

export interface StatementReference {
  readonly side: Side;
  /** The name of the document. */
  readonly policy: string;
  /** Position in the document, from 0. */
  readonly statement: number;
  readonly sid?: string;
  readonly span: Span;
}

/** One level of an organization is one verdict; the other sides have one each. */
export interface LayerVerdict {
  readonly side: Side;
  /** For the two organization sides: the level, from 0 at the root. */
  readonly level?: number;
  readonly verdict: DecisionKind;
  readonly documents: readonly DocumentOutcome[];
}

/** A statement as it would be written in the policy. */
export interface SuggestedStatement {
  readonly Effect: "Allow";
  readonly Principal?: Readonly<Record<string, string>> | "*";
  readonly Action: string | readonly string[];
  readonly Resource?: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A side that must allow and does not. */
export interface MissingAllow {
  readonly side: Side;
  readonly level?: number;
  /** The smallest statement that would make this side allow the request. */
  readonly suggestion: SuggestedStatement;
  /** The Allow statement of this side that came closest, when one at least names the action. */
  readonly nearest?: StatementReference & { readonly reasons: readonly Reason[] };
}

/** Something in a policy that AWS would refuse, or that can never match. */
export interface EvaluationProblem {
  readonly code: string;
  readonly message: string;
  readonly policy: string;
  readonly statement?: number;
  readonly span: Span;
}

/** A rule outside the policies that ends the matter. */
export type Barrier =
  | "otherPartition"
  | "rootCannotAssumeRole"
  | "federationTokenCannotAssumeRole"
  | "wrongKindOfCaller"
  | "callerIdentityNeedsNoPermission";

export interface Decision {
  readonly decision: DecisionKind;
  /** Every outcome that some value of the undetermined keys would give. */
  readonly possible: readonly Exclude<DecisionKind, "undetermined">[];
  readonly action: string;
  readonly crossAccount: boolean;
  /** The statements that make the decision; empty for an implicit denial. */
  readonly decidedBy: readonly StatementReference[];
  readonly layers: readonly LayerVerdict[];
  readonly missing: readonly MissingAllow[];
  /** Condition keys whose value would decide, as the policies write them. */
  readonly undetermined: readonly string[];
  readonly problems: readonly EvaluationProblem[];
  readonly barrier?: Barrier;
  /**
   * The permission-only actions that the same call needs (`sts:TagSession`, `sts:SetSourceIdentity`), each decided
   * apart. The fields above already take them into account.
   */
  readonly alsoNeeded: readonly Decision[];
}

/** How a document's grammar is checked: what a statement must and must not have. */
export type EvaluatedKind = Exclude<PolicyKind, "bucket"> | "resource";
