import type {
  Condition,
  Member,
  PrincipalElement,
  Statement,
  Text,
  TextList,
} from "../../../core/policy/model.ts";
import { readOperator, type WrittenOperator } from "./operator.ts";

export function memberNamed(members: readonly Member[], name: string): Member | undefined {
  return members.find((member) => member.name.value === name);
}

/** Statements with any other Effect grant nothing; a half-typed one may become either. */
export function allows(statement: Statement): boolean {
  return statement.effect?.value === "Allow";
}

export function denies(statement: Statement): boolean {
  return statement.effect?.value === "Deny";
}

/** The Action or NotAction with the name of the element. */
export function actionLists(
  statement: Statement,
): readonly { readonly name: string; readonly list: TextList }[] {
  return named([
    ["Action", statement.action],
    ["NotAction", statement.notAction],
  ]);
}

export function resourceLists(
  statement: Statement,
): readonly { readonly name: string; readonly list: TextList }[] {
  return named([
    ["Resource", statement.resource],
    ["NotResource", statement.notResource],
  ]);
}

/** Resource and NotResource values alike. */
export function resourceTexts(statement: Statement): readonly Text[] {
  return [...(statement.resource?.items ?? []), ...(statement.notResource?.items ?? [])];
}

export function principalElements(
  statement: Statement,
): readonly { readonly name: string; readonly element: PrincipalElement }[] {
  return [
    { name: "Principal", element: statement.principal },
    { name: "NotPrincipal", element: statement.notPrincipal },
  ].flatMap(({ name, element }) => (element === undefined ? [] : [{ name, element }]));
}

/** Every value of Principal, or of both elements, with its type as written. */
export function principalTexts(
  statement: Statement,
  type: string,
  both = true,
): readonly { readonly text: Text; readonly list: TextList }[] {
  const elements = both
    ? principalElements(statement).map(({ element }) => element)
    : [statement.principal].flatMap((element) => element ?? []);
  return elements.flatMap((element) =>
    element.entries
      .filter((entry) => entry.type.value === type)
      .flatMap(({ values }) => values.items.map((text) => ({ text, list: values }))),
  );
}

/** True for `"*"` and for `"AWS": "*"`. */
export function namesEveryone(element: PrincipalElement | undefined): boolean {
  if (element === undefined) return false;
  return (
    element.everyone ||
    element.entries.some(
      ({ type, values }) => type.value === "AWS" && values.items.some(({ value }) => value === "*"),
    )
  );
}

export interface ReadCondition extends Condition {
  readonly written: WrittenOperator;
}

/** Some thirty rules look at the same rows: they are read once for each statement. */
const readRows = new WeakMap<Statement, readonly ReadCondition[]>();

/** The rows whose operator exists, taken apart. */
export function readConditions(statement: Statement): readonly ReadCondition[] {
  if (statement.conditions.length === 0) return [];
  let rows = readRows.get(statement);
  if (rows === undefined) {
    rows = statement.conditions.flatMap((condition) => {
      const written = readOperator(condition.operator.value);
      return written === undefined ? [] : [{ ...condition, written }];
    });
    readRows.set(statement, rows);
  }
  return rows;
}

/** Rows on a key; keys are compared without case. */
export function conditionsOn(statement: Statement, ...keys: readonly string[]): readonly ReadCondition[] {
  const wanted = keys.map((key) => key.toLowerCase());
  return readConditions(statement).filter(({ key }) => wanted.includes(key.value.toLowerCase()));
}

function named(
  elements: readonly (readonly [name: string, list: TextList | undefined])[],
): { name: string; list: TextList }[] {
  return elements.flatMap(([name, list]) => (list === undefined ? [] : [{ name, list }]));
}
