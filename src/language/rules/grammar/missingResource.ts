import type { PolicyKind } from "../../../core/policy/model.ts";
import { insertMember } from "../../fixes/memberEdits.ts";
import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

const kinds: readonly PolicyKind[] = ["identity", "session", "boundary", "bucket", "scp", "rcp"];

export const missingResource: StatementRule = {
  code: "MISSING_RESOURCE",
  type: "error",
  scope: "statement",
  kinds,
  title: "No Resource",
  why: "A statement of this kind of policy names what it is about with `Resource` or `NotResource`. Only a role's trust policy has none: there the resource is the role.",
  fix: "Add a `Resource`.",
  source: analyzerCheck("error-missing-resource"),
  *check({ members, span, action }, { text, kind }) {
    if (memberNamed(members, "Resource") !== undefined || memberNamed(members, "NotResource") !== undefined)
      return;
    if (members.some(({ name }) => /^(?:not)?resources?$/i.test(name.value))) return;
    const after = memberNamed(members, "NotAction") === undefined ? "Action" : "NotAction";
    yield {
      span: { start: span.start, end: span.start + 1 },
      message: "The statement has no Resource and no NotResource.",
      fixes:
        kind === "bucket" || action === undefined
          ? []
          : [
              {
                title: 'Add "Resource": "*"',
                edits: [insertMember(text, span, members, after, "Resource", "*")],
                safe: false,
              },
            ],
    };
  },
};
