import { memberNamed } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const missingPrincipal: StatementRule = {
  code: "MISSING_PRINCIPAL",
  type: "error",
  scope: "statement",
  kinds: ["trust", "bucket", "rcp"],
  title: "No Principal",
  why: "A policy on a resource says with `Principal` who may use it; AWS refuses a statement that does not.",
  fix: 'Add a `Principal`, such as `{ "AWS": "arn:aws:iam::111122223333:role/NAME" }`.',
  source: analyzerCheck("error-missing-principal"),
  *check({ members, span }, { kind }) {
    if (memberNamed(members, "Principal") !== undefined) return;
    if (kind !== "rcp" && memberNamed(members, "NotPrincipal") !== undefined) return;
    if (members.some(({ name }) => /^(?:not)?principals?$/i.test(name.value))) return;
    const owner = kind === "trust" ? "who may assume the role" : "whom it is about";
    yield {
      span: { start: span.start, end: span.start + 1 },
      message: `The statement has no Principal: it does not say ${owner}.`,
    };
  },
};
