import type { PolicyKind } from "../../core/policy/model.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { spanContains } from "../../core/text/span.ts";
import type { TextEdit } from "./edit.ts";
import { jsonStyle, renderJson } from "./jsonStyle.ts";
import { removeParts } from "./listEdits.ts";

/** A statement that becomes a policy of its own. */
export interface ExtractedStatement {
  /** Takes it out of the policy. */
  readonly edits: readonly TextEdit[];
  readonly fileName: string;
  readonly newFile: string;
}

const endings: Partial<Record<PolicyKind, string>> = {
  trust: "trust-policy",
  identity: "inline-policy",
  bucket: "bucket-policy",
};

/**
 * The statement at an offset as a file of its own with the same Version, in the style of the document. Undefined where
 * it is the only one, or holds comments that would be lost, or its kind of policy has no file name of its own.
 */
export function extractStatement(
  text: string,
  kind: PolicyKind,
  offset: number,
): ExtractedStatement | undefined {
  const policy = parsePolicy(text);
  const ending = endings[kind];
  const index = policy.statements.findIndex(({ span }) => spanContains(span, offset));
  const statement = policy.statements[index];
  if (ending === undefined || statement === undefined || policy.singleStatement) return undefined;
  if (policy.problems.some(({ code }) => code === "jsonSyntax")) return undefined;
  const value = plainJson(text.slice(statement.span.start, statement.span.end));
  const edits = removeParts(text, policy.statements, new Set([index]));
  if (value === undefined || edits === undefined) return undefined;
  const style = jsonStyle(text);
  const document = {
    ...(policy.version === undefined ? {} : { Version: policy.version.value }),
    Statement: [value],
  };
  const name = (statement.sid?.value ?? "").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return {
    edits,
    fileName: `${name === "" ? "statement" : name}.${ending}.json`,
    newFile: renderJson(document, style, "") + style.eol,
  };
}

function plainJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
