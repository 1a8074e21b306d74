import { compilePolicy } from "./compile.ts";
import type {
  DecisionKind,
  DocumentOutcome,
  EvaluatedKind,
  EvaluationProblem,
  LayerVerdict,
  PolicyDocument,
  Side,
  StatementOutcome,
  StatementReference,
  Truth,
} from "./model.ts";
import { naming, type Naming } from "./principalElement.ts";
import { evaluateStatement, namesCaller, type PreparedRequest } from "./statement.ts";
import { or } from "./truth.ts";

/** What one layer says, before it is weighed against the others. */
export interface LayerResult {
  readonly side: Side;
  readonly level: number | undefined;
  readonly documents: readonly DocumentOutcome[];
  readonly deny: Truth;
  /** Whether some statement allows, whatever it calls the caller. */
  readonly allow: Truth;
  /** Resource policies: the same by how directly they name the caller. */
  readonly allowBy: Readonly<Record<Naming, Truth>>;
  /** Statements that apply or may apply, with how they name the caller. */
  readonly hits: readonly Hit[];
}

export interface Hit {
  readonly document: string;
  readonly outcome: StatementOutcome;
  readonly effect: "Allow" | "Deny";
  readonly names: Naming;
}

const kinds: Readonly<Record<Side, EvaluatedKind>> = {
  identity: "identity",
  permissionsBoundary: "boundary",
  session: "session",
  resource: "resource",
  serviceControl: "scp",
  resourceControl: "rcp",
};

/** The kind that the documents of a side are checked as: a resource policy of a role is its trust policy. */
export function kindOf(side: Side, isTrust: boolean): EvaluatedKind {
  return side === "resource" && isTrust ? "trust" : kinds[side];
}

/** Evaluates all documents of one layer, or of one level of the organization. */
export function evaluateLayer(
  side: Side,
  level: number | undefined,
  documents: readonly PolicyDocument[],
  request: PreparedRequest,
  isTrust: boolean,
): LayerResult {
  let deny: Truth = "no";
  const allowBy: Record<Naming, Truth> = { 0: "no", 1: "no", 2: "no", 3: "no" };
  const hits: Hit[] = [];
  const kind = kindOf(side, isTrust);
  const results = documents.map(({ name, policy }): DocumentOutcome => {
    const compiled = compilePolicy(policy, kind);
    const outcomes = compiled.statements.map((statement) => {
      if ("refused" in statement) return statement.refused;
      const outcome = evaluateStatement(statement, request);
      if (outcome.applies === "no") return outcome;
      // A statement that may apply though it names nobody yet has a placeholder where it would.
      const names = namesCaller(statement, request) || naming.direct;
      hits.push({ document: name, outcome, effect: statement.effect, names });
      if (statement.effect === "Deny") deny = or(deny, outcome.applies);
      else allowBy[names] = or(allowBy[names], outcome.applies);
      return outcome;
    });
    return { policy: name, outcomes };
  });
  // AWS attaches RCPFullAWSAccess to every level, and it cannot be taken away: a level only ever denies.
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html
  const allow =
    side === "resourceControl"
      ? "yes"
      : or(or(allowBy[naming.account], allowBy[naming.role]), allowBy[naming.direct]);
  return { side, level, documents: results, deny, allow, allowBy, hits };
}

/** The layer's own word, as if it were the only one. */
export function verdictOf({ side, level, documents, deny, allow }: LayerResult): LayerVerdict {
  const verdict = weigh(deny, allow);
  return level === undefined ? { side, verdict, documents } : { side, level, verdict, documents };
}

/** A denial beats a permission; a refusal that stands either way is not undetermined. */
export function weigh(deny: Truth, allow: Truth): DecisionKind {
  if (deny === "yes") return "explicitlyDenied";
  if (allow === "no") return "implicitlyDenied";
  return deny === "no" && allow === "yes" ? "allowed" : "undetermined";
}

export function reference(
  side: Side,
  policy: string,
  { statement: { index: statement, sid, span } }: StatementOutcome,
): StatementReference {
  return sid === undefined
    ? { side, policy, statement, span }
    : { side, policy, statement, sid: sid.value, span };
}

/** Adds the problems of a document, under the name it is cited by. */
export function addProblems(
  problems: EvaluationProblem[],
  { name, policy }: PolicyDocument,
  kind: EvaluatedKind,
): void {
  for (const problem of compilePolicy(policy, kind).problems) problems.push({ ...problem, policy: name });
}
