import type { DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import type { Condition, Policy, PrincipalElement, Statement, TextList } from "../../core/policy/model.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import type { Span } from "../../core/text/span.ts";

/** The kinds of the protocol that we use, by number: the types package has no place at run time. */
const symbolKind = { function: 12, string: 15, key: 20 } as const satisfies Record<string, SymbolKind>;

/**
 * The outline of a policy: one symbol for each statement, named by its Sid or by what it says, with its effect; under
 * it the elements, and under Condition one symbol for each row.
 */
export function policySymbols(text: string, policy: Policy): DocumentSymbol[] {
  const lines = new LineIndex(text);
  return policy.statements.map((statement) => {
    const name = statement.sid?.value.trim();
    const summary = summaryOf(statement);
    return symbol(lines, {
      name: name === undefined || name === "" ? summary : name,
      detail: name === undefined || name === "" ? "" : summary,
      kind: symbolKind.function,
      span: statement.span,
      selection: statement.sid?.span ?? statement.span,
      children: elementsOf(lines, statement),
    });
  });
}

/** `Allow s3:GetObject and 2 more on arn:aws:s3:::bucket/*`. */
function summaryOf(statement: Statement): string {
  const action = some(statement.action) ?? butSome(statement.notAction, "everything but");
  const resource = some(statement.resource) ?? butSome(statement.notResource, "all but");
  const who = whoOf(statement.principal) ?? butWho(statement.notPrincipal);
  return [
    statement.effect?.value ?? "No effect",
    action,
    resource === undefined ? undefined : `on ${resource}`,
    who === undefined ? undefined : `for ${who}`,
    statement.conditions.length === 0 ? undefined : "if …",
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}

function some(list: TextList | undefined): string | undefined {
  const [first] = list?.items ?? [];
  if (list === undefined || first === undefined) return undefined;
  return list.items.length === 1 ? first.value : `${first.value} and ${list.items.length - 1} more`;
}

function butSome(list: TextList | undefined, words: string): string | undefined {
  const named = some(list);
  return named === undefined ? undefined : `${words} ${named}`;
}

function whoOf(principal: PrincipalElement | undefined): string | undefined {
  if (principal === undefined) return undefined;
  if (principal.everyone) return "everyone";
  const values = principal.entries.flatMap(({ values: { items } }) => items);
  const [first] = values;
  if (first === undefined) return undefined;
  return values.length === 1 ? first.value : `${first.value} and ${values.length - 1} more`;
}

function butWho(principal: PrincipalElement | undefined): string | undefined {
  const who = whoOf(principal);
  return who === undefined ? undefined : `everyone but ${who}`;
}

function elementsOf(lines: LineIndex, statement: Statement): DocumentSymbol[] {
  const texts: Readonly<Record<string, string | undefined>> = {
    Effect: statement.effect?.value,
    Principal: whoOf(statement.principal),
    NotPrincipal: whoOf(statement.notPrincipal),
    Action: some(statement.action),
    NotAction: some(statement.notAction),
    Resource: some(statement.resource),
    NotResource: some(statement.notResource),
    Condition: "",
  };
  return statement.members.flatMap(({ name, span }) => {
    const detail = Object.hasOwn(texts, name.value) ? texts[name.value] : undefined;
    if (detail === undefined) return [];
    const isCondition = name.value === "Condition";
    return [
      symbol(lines, {
        name: name.value,
        detail,
        kind: symbolKind.key,
        span,
        selection: name.span,
        children: isCondition ? statement.conditions.map((row) => conditionSymbol(lines, row)) : [],
      }),
    ];
  });
}

function conditionSymbol(lines: LineIndex, { operator, key, values, span }: Condition): DocumentSymbol {
  return symbol(lines, {
    name: key.value === "" ? '""' : key.value,
    detail: `${operator.value} ${values.items.map(({ value }) => value).join(", ")}`,
    kind: symbolKind.string,
    span,
    selection: key.span,
    children: [],
  });
}

/** VS Code refuses a symbol without a name, and one whose selection lies outside of it. */
function symbol(
  lines: LineIndex,
  {
    name,
    detail,
    kind,
    span,
    selection,
    children,
  }: {
    readonly name: string;
    readonly detail: string;
    readonly kind: SymbolKind;
    readonly span: Span;
    readonly selection: Span;
    readonly children: DocumentSymbol[];
  },
): DocumentSymbol {
  return {
    name,
    detail,
    kind,
    range: lines.range(span),
    selectionRange: lines.range(selection),
    ...(children.length === 0 ? {} : { children }),
  };
}
