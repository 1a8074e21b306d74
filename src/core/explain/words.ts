import { barrierMessage } from "../evaluate/barrier.ts";
import type { Decision, DecisionKind, Reason, Side, StatementReference } from "../evaluate/model.ts";
import type { Expectation } from "../roleConfig/model.ts";

/** A decision as a verb of AWS's documentation. */
export const decisionWords: Readonly<Record<DecisionKind, string>> = {
  allowed: "Allowed",
  explicitlyDenied: "Denied by a statement (explicit deny)",
  implicitlyDenied: "Denied, since nothing allows it (implicit deny)",
  undetermined: "Undetermined",
};

/** What a config expects, as a decision would be called. */
export const expectationWords: Readonly<Record<Expectation, string>> = {
  allow: "allowed",
  deny: "denied",
  explicitDeny: "denied by a statement (explicit deny)",
  implicitDeny: "denied, since nothing allows it (implicit deny)",
};

/** The policies of one side, as they are called for this action: the resource policy of a role is its trust policy. */
export function sideName(side: Side, action: string): string {
  switch (side) {
    case "identity":
      return "identity policies";
    case "permissionsBoundary":
      return "permissions boundary";
    case "session":
      return "session policies";
    case "serviceControl":
      return "service control policies";
    case "resourceControl":
      return "resource control policies";
    case "resource": {
      const [service, name = ""] = action.toLowerCase().split(":");
      if (service === "sts" || name.startsWith("assumerole")) return "trust policy";
      if (service === "s3") return "bucket policy";
      return service === "kms" ? "key policy" : "resource policy";
    }
  }
}

/** `Sid 'TrustBase'`, or `statement 2`, counted as people do. */
export function statementName({ sid, statement }: Pick<StatementReference, "sid" | "statement">): string {
  return sid === undefined ? `statement ${statement + 1}` : `Sid '${sid}'`;
}

/** The reason of a decision in one line: "Allowed by Sid 'TrustBase'", "Denied: no matching Allow in the trust policy". */
export function reasonInWords(decision: Decision): string {
  const { action, decidedBy, missing, undetermined, barrier } = decision;
  const cited = decidedBy.map(
    (reference) => `${statementName(reference)} in the ${sideName(reference.side, action)}`,
  );
  const barred = barrier === undefined ? undefined : barrierMessage(barrier);
  switch (decision.decision) {
    case "allowed":
      if (barrier !== undefined) return "Allowed: needs no permission";
      return cited.length === 0 ? "Allowed" : `Allowed by ${enumerate(cited)}`;
    case "explicitlyDenied":
      return `Denied by ${enumerate(cited)}`;
    case "implicitlyDenied":
      if (barred !== undefined) return `Denied: ${barred}`;
      return `Denied: no matching Allow${forOther(action, missing)} in the ${enumerate(
        [...new Set(missing.map(({ side }) => sideName(side, action)))],
        "and the",
      )}`;
    case "undetermined":
      return `Depends on: ${undetermined.join(", ")}`;
  }
}

/** Why a statement does not apply, or what that depends on. */
export function mismatchInWords(reason: Reason): string {
  switch (reason.element) {
    case "action":
      return "the action does not match";
    case "principal":
      return reason.unknownKeys === undefined
        ? "the principal does not match"
        : `the principal depends on ${reason.unknownKeys.join(", ")}`;
    case "resource":
      return reason.unknownKeys === undefined
        ? "the resource does not match"
        : `the resource depends on ${reason.unknownKeys.join(", ")}`;
    case "statement":
      return "AWS would refuse to store this statement";
    case "condition": {
      const wanted = `${reason.operator} ${reason.key} ${JSON.stringify(reason.expected)}`;
      if (reason.truth === "unknown") {
        return `the condition ${wanted} depends on ${reason.unknownKeys.join(", ")}`;
      }
      return reason.actual === undefined
        ? `the condition ${wanted} fails: the request does not carry the key`
        : `the condition ${wanted} fails: the request has ${JSON.stringify(reason.actual)}`;
    }
  }
}

/** A call may lack only what it needs beside its own action: ` for sts:TagSession`. */
function forOther(action: string, missing: Decision["missing"]): string {
  const lacking = [...new Set(missing.flatMap(({ suggestion }) => suggestion.Action))];
  return lacking.includes(action) || lacking.length === 0 ? "" : ` for ${enumerate(lacking)}`;
}

/** The same for a row: only the statement that tells most, without where it stands. */
export function reasonInShort(decision: Decision): string {
  const { decidedBy } = decision;
  const statement = decidedBy.find(({ side }) => side === "resource") ?? decidedBy[0];
  if (statement === undefined) return reasonInWords(decision);
  switch (decision.decision) {
    case "allowed":
      return `Allowed by ${statementName(statement)}`;
    case "explicitlyDenied":
      return `Denied by ${statementName(statement)}`;
    case "implicitlyDenied":
    case "undetermined":
      return reasonInWords(decision);
  }
}

/** "a", "a and b", "a, b and c". */
export function enumerate(parts: readonly string[], and = "and"): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${and} ${last}`;
}
