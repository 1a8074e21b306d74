import { baseName } from "../../core/openConfig/filePath.ts";
import type { Span } from "../../core/text/span.ts";
import type { RelatedPlace } from "../diagnostics/finding.ts";
import type { Fix, TextEdit } from "../fixes/edit.ts";
import { appendItems } from "../fixes/listEdits.ts";
import { insertStatement } from "../fixes/insertStatement.ts";
import { allows } from "../rules/readings/statement.ts";
import type { CrossFileContext } from "./crossFileRule.ts";
import type { ConfigFile, IndexedFile } from "./indexedFile.ts";
import type { Reading } from "./reading.ts";

/** The name of a file for a sentence. */
export function nameOf({ path }: Pick<IndexedFile, "path">): string {
  return baseName(path);
}

export function relatedPlace(file: IndexedFile, span: Span, message: string): RelatedPlace {
  return { uri: file.uri, range: file.lines.range(span), message };
}

/** A fix that changes one file, be it the judged one or another; none where there is no edit. */
export function fixIn(
  { file: judged }: CrossFileContext,
  file: IndexedFile,
  title: string,
  edits: readonly (TextEdit | undefined)[] | undefined,
  placeholder = false,
): Fix[] {
  const known = edits?.filter((edit) => edit !== undefined) ?? [];
  if (edits === undefined || known.length === 0 || known.length < edits.length) return [];
  const common = { title, safe: false, ...(placeholder ? { placeholder } : {}) };
  if (file.path === judged.path) return [{ ...common, edits: known }];
  const elsewhere = known.map(({ span, newText }) => ({
    uri: file.uri,
    range: file.lines.range(span),
    newText,
  }));
  return [{ ...common, edits: [], elsewhere }];
}

/**
 * A text as the file would write it: where it has placeholders that the role config fills, they stand for their values.
 */
export function asWritten({ file, config }: Pick<Reading, "file" | "config">, text: string): string {
  let written = text;
  for (const [name, value] of Object.entries(config.variables)) {
    const placeholder = `<${name}>`;
    if (value.length > 2 && file.text.includes(placeholder)) written = written.replaceAll(value, placeholder);
  }
  return written;
}

/**
 * Lets the owner of a policy do actions on resources: the resource joins a statement that allows just these actions on
 * others, else a statement is added.
 */
export function grantEdits(
  reading: Reading,
  actions: readonly string[],
  resources: readonly string[],
): readonly TextEdit[] | undefined {
  const written = resources.map((resource) => asWritten(reading, resource));
  const alike = reading.policy.statements.find(
    (statement) =>
      allows(statement) &&
      statement.conditions.length === 0 &&
      statement.resource !== undefined &&
      statement.action?.items.length === actions.length &&
      actions.every((action) => statement.action?.items.some(({ value }) => value === action)),
  );
  if (alike?.resource !== undefined) return appendItems(reading.file.text, alike.resource, written);
  const edit = insertStatement(
    reading.file.text,
    {
      Effect: "Allow",
      Action: oneOrMany(actions),
      Resource: oneOrMany(written),
    },
    reading.policy.span,
  );
  return edit && [edit];
}

/** Adds a principal: to a statement that names others of the same type and asks for nothing, else with a new one. */
export function principalEdits(
  reading: Reading,
  arn: string,
  actions: readonly string[],
  resources: readonly string[] = [],
): readonly TextEdit[] | undefined {
  const written = asWritten(reading, arn);
  const alike = reading.policy.statements.find(
    ({ effect, principal, action, conditions, resource }) =>
      effect?.value === "Allow" &&
      conditions.length === 0 &&
      principal?.entries.some(({ type }) => type.value === "AWS") === true &&
      action?.items.length === actions.length &&
      actions.every((one) => action.items.some(({ value }) => value === one)) &&
      resources.every((one) => resource?.items.some(({ value }) => value === one) === true),
  );
  const values = alike?.principal?.entries.find(({ type }) => type.value === "AWS")?.values;
  if (values !== undefined) return appendItems(reading.file.text, values, [written]);
  const edit = insertStatement(
    reading.file.text,
    {
      Effect: "Allow",
      Principal: { AWS: written },
      Action: oneOrMany(actions),
      ...(resources.length === 0
        ? {}
        : { Resource: oneOrMany(resources.map((one) => asWritten(reading, one))) }),
    },
    reading.policy.span,
  );
  return edit && [edit];
}

/** Where a role config stands, for a sentence: "hop 1 of chain.assume-role.json". */
export function hopName(config: ConfigFile, hop: number): string {
  return `hop ${hop + 1} of ${nameOf(config)}`;
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
