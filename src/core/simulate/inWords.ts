import type { MissingAllow, Reason, Side } from "../evaluate/model.ts";
import type { Explanation, MissingPlace, StatementPlace } from "./explainRequest.ts";
import type { DependsOn, Outcome } from "./model.ts";

/** Why a request is decided so, in one sentence: "Allowed by 'TrustBase' in trust.json." */
export function reasonInWords(explanation: Explanation): string {
  const { decision, decidedBy, missing, barrier } = explanation;
  switch (decision.decision) {
    case "allowed":
      return decidedBy.length === 0 ? "Allowed: it needs no permission." : `Allowed by ${listed(decidedBy)}.`;
    case "explicitlyDenied":
      return `Explicitly denied by ${listed(decidedBy)}.`;
    case "implicitlyDenied": {
      if (barrier !== undefined) return `Denied: ${barrier}`;
      const sides = missing.map((side) => `in ${sideInWords(side.side, decision.action, side.level)}`);
      return `Denied: no matching Allow ${sides.join(", nor ")}.`;
    }
    case "undetermined":
      return `Depends on ${decision.undetermined.join(", ")}${decidedBy.length === 0 ? "" : `, in ${listed(decidedBy)}`}.`;
  }
}

/** The Allow that came closest on a lacking side, and why it does not apply; undefined when none was close. */
export function nearestInWords({ nearest }: MissingPlace): string | undefined {
  if (nearest === undefined) return undefined;
  const reasons = nearest.reasons.map(mismatchInWords);
  return `Closest is ${statementInWords(nearest)}: ${reasons.join("; ")}.`;
}

/** What an outcome depends on, or why there is none; undefined for passed and failed. */
export function outcomeInWords(outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case "passed":
    case "failed":
      return undefined;
    case "undetermined":
      return `Depends on ${dependsOnInWords(outcome.dependsOn)}.`;
    case "cannotRun":
      return outcome.reason;
  }
}

/** "aws:SourceIp, the placeholder <ACCOUNT_NO>, and the trust policy of MyRoleB". */
export function dependsOnInWords({ keys, placeholders, parts }: DependsOn): string {
  const things = [...keys, ...placeholders.map((placeholder) => `the placeholder ${placeholder}`), ...parts];
  if (things.length < 2) return things.join("");
  return `${things.slice(0, -1).join(", ")} and ${things.at(-1) ?? ""}`;
}

/** The policy of a side, as a noun phrase: "the trust policy". */
export function sideInWords(side: Side, action: string, level?: MissingAllow["level"]): string {
  const at = level === undefined ? "" : ` (level ${level + 1})`;
  switch (side) {
    case "identity":
      return "the identity policies";
    case "permissionsBoundary":
      return "the permissions boundary";
    case "session":
      return "the session policies";
    case "resource":
      if (/^sts:/i.test(action)) return "the trust policy";
      return /^s3:/i.test(action) ? "the bucket policy" : "the resource's policy";
    case "serviceControl":
      return `the service control policies${at}`;
    case "resourceControl":
      return `the resource control policies${at}`;
  }
}

function listed(places: readonly StatementPlace[]): string {
  return places.map(statementInWords).join(" and ");
}

/** "'TrustBase' in trust.json", or "statement 2 of trust.json". */
export function statementInWords({ sid, statement, document }: StatementPlace): string {
  const { source } = document;
  const where =
    source.kind === "file"
      ? source.path
      : source.kind === "inline"
        ? "the inline policy"
        : source.arn.slice(source.arn.lastIndexOf("/") + 1);
  return sid === undefined ? `statement ${statement + 1} of ${where}` : `'${sid}' in ${where}`;
}

/** Why a statement does not apply: "its Condition StringEquals sts:ExternalId wants \"a\", the request carries none". */
export function mismatchInWords(reason: Reason): string {
  switch (reason.element) {
    case "action":
      return "it is about other actions";
    case "principal":
      return "it names another principal";
    case "resource":
      return reason.unknownKeys === undefined
        ? "it names other resources"
        : `its resource depends on ${reason.unknownKeys.join(", ")}`;
    case "statement":
      return "AWS would refuse it";
    case "condition": {
      const wanted = reason.expected.map((value) => `"${value}"`).join(" or ");
      const condition = `its condition ${reason.operator} ${reason.key} wants ${wanted}`;
      if (reason.truth === "unknown") return `${condition}, and the value is not known`;
      const carried = reason.actual?.map((value) => `"${value}"`).join(", ");
      return `${condition}, the request carries ${carried ?? "none"}`;
    }
  }
}
