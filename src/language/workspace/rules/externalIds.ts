import type { Statement, Text } from "../../../core/policy/model.ts";
import { globCovers } from "../../rules/readings/glob.ts";
import { conditionsOn } from "../../rules/readings/statement.ts";

/** What a statement says of `sts:ExternalId`: the values that a call must give one of; undefined where it asks for none. */
export function askedExternalIds(statement: Statement): readonly Text[] | undefined {
  const rows = conditionsOn(statement, "sts:ExternalId").filter(
    ({ written }) => written.family === "String" && !written.negated && !written.ifExists,
  );
  return rows.length === 0 ? undefined : rows.flatMap(({ values }) => values.items);
}

export function accepts(asked: readonly Text[], externalId: string): boolean {
  return asked.some(({ value }) => /\$\{|[<>]/.test(value) || globCovers(value, externalId));
}
