import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { actionCovers } from "../../core/policy/actionPattern.ts";
import type { Policy, PolicyKind, Statement, Text, TextList } from "../../core/policy/model.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { spanContains } from "../../core/text/span.ts";
import { addCondition } from "./conditionEdits.ts";
import type { Fix } from "./edit.ts";
import { replaceItems } from "./listEdits.ts";
import { replaceValue } from "./valueEdits.ts";
import { counted } from "../../core/text/counted.ts";

/** A wildcard that covers more actions than this is not written out. */
const mostActions = 200;

/**
 * Changes of the statement at an offset that no finding asks for: write a wildcard out, put actions under one wildcard,
 * one statement without a list and with one, an external id. Empty where there is nothing to change.
 */
export function refactorings(text: string, kind: PolicyKind, offset: number, catalogue: Catalogue): Fix[] {
  const policy = parsePolicy(text);
  if (policy.problems.some(({ code }) => code === "jsonSyntax")) return [];
  const statement = policy.statements.find(({ span }) => spanContains(span, offset));
  const changes: (Fix | undefined)[] = [singleOrList(text, policy, offset)];
  if (statement !== undefined) {
    for (const list of [statement.action, statement.notAction]) {
      if (list === undefined || !spanContains(list.span, offset)) continue;
      const item = list.items.find(({ span }) => spanContains(span, offset));
      if (item !== undefined) changes.push(expanded(text, list, item, catalogue));
      changes.push(...collapsed(text, list, catalogue));
    }
    if (kind === "trust") changes.push(withExternalId(text, statement));
  }
  return changes.filter((change) => change !== undefined);
}

/** The actions that a wildcard covers today, in its place. */
function expanded(text: string, list: TextList, item: Text, catalogue: Catalogue): Fix | undefined {
  if (!/^[a-z0-9-]+:.*[*?]/i.test(item.value)) return undefined;
  const covered = catalogue.expand(item.value).map(({ service, name }) => `${service}:${name}`);
  if (covered.length === 0 || covered.length > mostActions) return undefined;
  const others = new Set(
    list.items.filter((other) => other !== item).map(({ value }) => value.toLowerCase()),
  );
  const values = list.items.flatMap((other) =>
    other === item ? covered.filter((name) => !others.has(name.toLowerCase())) : [other.value],
  );
  return {
    title: `Write ${item.value} out as ${counted(covered.length, "action")}`,
    edits: [replaceItems(text, list, values)],
    safe: false,
  };
}

/** `s3:Get*` in place of all actions that begin so, where the list has every one of them. */
function collapsed(text: string, list: TextList, catalogue: Catalogue): Fix[] {
  const written = new Set(list.items.map(({ value }) => value.toLowerCase()));
  const patterns = new Set(
    list.items.flatMap(({ value }) => {
      const verb = /^([a-z0-9-]+:[A-Z][a-z]+)[A-Z0-9]/.exec(value)?.[1];
      return verb === undefined ? [] : [`${verb}*`];
    }),
  );
  return [...patterns].flatMap((pattern): Fix[] => {
    const covered = catalogue.expand(pattern).map(({ service, name }) => `${service}:${name}`.toLowerCase());
    if (covered.length < 2 || covered.some((name) => !written.has(name))) return [];
    const first = list.items.findIndex(({ value }) => actionCovers(pattern, value));
    const values = list.items.flatMap(({ value }, index) =>
      index === first ? [pattern] : actionCovers(pattern, value) ? [] : [value],
    );
    const [only] = values;
    return [
      {
        title: `Put ${covered.length} actions under ${pattern}`,
        edits: [
          values.length === 1 && only !== undefined
            ? { span: list.span, newText: JSON.stringify(only) }
            : replaceItems(text, list, values),
        ],
        safe: false,
      },
    ];
  });
}

/** Where the cursor stands on the word Statement. */
function singleOrList(text: string, policy: Policy, offset: number): Fix | undefined {
  const member = policy.members.find(({ name }) => name.value === "Statement");
  const span = member?.valueSpan;
  if (member === undefined || span === undefined || !spanContains(member.name.span, offset)) return undefined;
  const value = plainJson(text.slice(span.start, span.end));
  if (value === undefined) return undefined;
  if (policy.singleStatement) {
    return {
      title: "Put the statement into a list",
      edits: [replaceValue(text, policy.span, span, [value])],
      safe: true,
    };
  }
  const [only, ...others] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (only === undefined || others.length > 0) return undefined;
  return {
    title: "Write the one statement without a list",
    edits: [replaceValue(text, policy.span, span, only)],
    safe: true,
  };
}

/** For a principal of another account: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html */
function withExternalId(text: string, statement: Statement): Fix | undefined {
  if (statement.effect?.value !== "Allow") return undefined;
  if (!statement.principal?.entries.some(({ type }) => type.value === "AWS")) return undefined;
  if (statement.conditions.some(({ key }) => key.value.toLowerCase() === "sts:externalid")) return undefined;
  const edit = addCondition(text, statement, "StringEquals", "sts:ExternalId", "<EXTERNAL_ID>");
  return edit === undefined
    ? undefined
    : { title: "Add a condition on sts:ExternalId", edits: [edit], safe: false, placeholder: true };
}

/** Undefined for text with comments, which would be lost. */
function plainJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
