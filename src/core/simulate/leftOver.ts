import { findPlaceholders } from "../placeholder.ts";
import type {
  Caller,
  Check,
  ConfigHop,
  ConfigText,
  ContextEntry,
  RoleConfig,
  Tag,
} from "../roleConfig/model.ts";

/** False for most configs, which then need no search. */
export function hasPlaceholders({ problems }: RoleConfig): boolean {
  return problems.some(({ code }) => code === "unfilledPlaceholder");
}

/** Placeholders in the caller's own values that nothing fills, as written. */
export function placeholdersOfCaller(
  config: RoleConfig,
  { principal, tags, context }: Caller,
): readonly string[] {
  const own =
    principal === undefined
      ? []
      : principal.kind === "arn"
        ? [principal.arn]
        : principal.kind === "service"
          ? [principal.service]
          : [principal.provider];
  const claims =
    principal?.kind === "webIdentity"
      ? principal.claims
      : principal?.kind === "saml"
        ? principal.attributes
        : [];
  return [...leftIn(config, own, tags), ...leftInContext([...claims, ...context])];
}

export function placeholdersOfHop(config: RoleConfig, hop: ConfigHop): readonly string[] {
  const { roleArn, sessionName, externalId, mfaSerial, sourceIdentity, transitiveTagKeys, tags, context } =
    hop;
  const texts = [roleArn, sessionName, externalId, mfaSerial, sourceIdentity, ...transitiveTagKeys];
  return [...leftIn(config, texts, tags), ...leftInContext(context)];
}

export function placeholdersOfCheck(config: RoleConfig, check: Check): readonly string[] {
  switch (check.kind) {
    case "identity":
      return leftIn(config, [check.arn], []);
    case "list":
      return [...leftIn(config, [check.url], []), ...leftInContext(check.context)];
    case "access":
      return [...leftIn(config, [...check.actions, ...check.resources], []), ...leftInContext(check.context)];
  }
}

function leftIn(
  { variables }: RoleConfig,
  texts: readonly (ConfigText | undefined)[],
  tags: readonly Tag[],
): string[] {
  const written = [...texts.map((text) => text?.written ?? ""), ...tags.map(({ value }) => value.written)];
  return written
    .flatMap(findPlaceholders)
    .filter(({ name }) => !variables.some((variable) => variable.name.value === name))
    .map(({ text }) => text);
}

function leftInContext(entries: readonly ContextEntry[]): string[] {
  return entries
    .flatMap(({ values }) => values)
    .flatMap(({ value }) => (typeof value === "string" ? findPlaceholders(value) : []))
    .map(({ text }) => text);
}
