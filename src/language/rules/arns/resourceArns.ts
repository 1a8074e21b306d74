import type { PolicyKind, Statement } from "../../../core/policy/model.ts";
import type { Catalogue } from "../../../core/catalogue/catalogue.ts";
import type { ResourceTypeFacts } from "../../../core/catalogue/model.ts";
import { readArn, type WrittenArn } from "../readings/resourceArn.ts";
import { resourceTexts } from "../readings/statement.ts";

/** Policies with a Resource of their own. */
export const resourceKinds: readonly PolicyKind[] = [
  "identity",
  "session",
  "boundary",
  "bucket",
  "scp",
  "rcp",
];

/** Cut once for all rules that look at them. */
export function resourceArns(statement: Statement): readonly WrittenArn[] {
  const known = cut.get(statement);
  if (known !== undefined) return known;
  const arns = resourceTexts(statement).flatMap((text) => readArn(text) ?? []);
  cut.set(statement, arns);
  return arns;
}

const cut = new WeakMap<Statement, readonly WrittenArn[]>();

/**
 * The resource types of all services that an ARN can name. Undefined where nothing can be said: its service is open,
 * unknown or not loaded, or the service lists no types.
 */
export function typesOfArn(catalogue: Catalogue, arn: WrittenArn): readonly ResourceTypeFacts[] | undefined {
  const service = arn.fields.service?.value ?? "";
  const prefixes = catalogue.servicesOfArn(service);
  const loaded = prefixes.flatMap((prefix) => catalogue.loadedService(prefix) ?? []);
  if (loaded.length === 0 || loaded.length < prefixes.length) return undefined;
  if (loaded.every(({ resourceTypes }) => resourceTypes.length === 0)) return undefined;
  // A placeholder may stand for anything.
  const text = arn.text.value.replace(/<[^<>]*>/g, "*");
  return loaded.flatMap((facts) => facts.resourceTypesOf(text));
}

/** One field of an ARN's formats: `${Account}` of `arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}`. */
export function formatFields(
  types: readonly ResourceTypeFacts[],
  field: "region" | "account",
  service: string,
): readonly string[] {
  return types.flatMap(({ arnFormats }) =>
    arnFormats.flatMap((format) => {
      const fields = format.split(":");
      return fields[2] === service ? [fields[field === "region" ? 3 : 4] ?? ""] : [];
    }),
  );
}
