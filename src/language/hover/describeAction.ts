import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { AccessLevel, ActionFacts, ActionName } from "../../core/catalogue/model.ts";
import { escapeMarkdown, inlineCode } from "./markdown.ts";
import { counted } from "../../core/text/counted.ts";

/** In the order in which a reader cares: what can do most harm first. */
const levels: readonly AccessLevel[] = ["Permissions management", "Write", "Tagging", "Read", "List"];

/** Above this, a wildcard is described by its services. `ec2:*` stays below. */
const mostNames = 1000;

/** Everything the catalogue knows of one action, as Markdown; undefined for an unknown one. */
export async function describeAction(catalogue: Catalogue, action: string): Promise<string | undefined> {
  const facts = await catalogue.action(action);
  const service = await catalogue.service(action.slice(0, action.indexOf(":")));
  if (facts === undefined || service === undefined) return undefined;
  const { summary } = service;
  const keys = service.keysOf(facts).map(({ key }) => inlineCode(key));
  return [
    `**${escapeMarkdown(`${facts.service}:${facts.name}`)}** · ${facts.accessLevels.join(", ")} · ${escapeMarkdown(summary.name)}`,
    `${escapeMarkdown(facts.description)}.`,
    resourcesOf(facts),
    facts.dependentActions.length === 0
      ? ""
      : `May also need: ${facts.dependentActions.map((name) => inlineCode(name)).join(", ")}`,
    facts.permissionOnly === true ? "Permission only: no API operation has this name." : "",
    keys.length === 0 ? "" : `Condition keys: ${keys.join(", ")}`,
    referenceLink(summary.referenceUrl, catalogue.date),
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}

/** What a wildcard covers, grouped by access level, every action named; undefined where it covers nothing. */
export function describeActionPattern(catalogue: Catalogue, pattern: string): string | undefined {
  const actions = catalogue.expand(pattern);
  const [first] = actions;
  if (first === undefined) return undefined;
  const services = new Set(actions.map(({ service }) => service));
  const head = `**${escapeMarkdown(pattern)}** covers ${counted(actions.length, "action")}${
    services.size > 1 ? ` of ${services.size} services` : ""
  }`;
  const body =
    actions.length > mostNames
      ? byService(catalogue, actions)
      : byLevel(actions, services.size > 1 ? "full" : "short");
  return [head, ...body, `As of ${catalogue.date}; actions that AWS adds later are covered too.`].join(
    "\n\n",
  );
}

/** A service by its prefix. */
export function describeService(catalogue: Catalogue, prefix: string): string | undefined {
  const service = catalogue.serviceSummary(prefix);
  if (service === undefined) return undefined;
  return [
    `**${escapeMarkdown(service.name)}** · ${inlineCode(service.prefix)} · ${counted(service.actionCount, "action")}`,
    referenceLink(service.referenceUrl, catalogue.date),
  ].join("\n\n");
}

function resourcesOf({ resources, name, service }: ActionFacts): string {
  if (resources.length === 0)
    return `${inlineCode(`${service}:${name}`)} knows no resources: Resource must be ${inlineCode("*")}.`;
  const lines = resources.map(
    ({ type, required }) =>
      `- ${escapeMarkdown(type.name)}${required ? " (required)" : ""}: ${type.arnFormats.map((format) => inlineCode(format)).join(", ")}`,
  );
  return `Resources:\n\n${lines.join("\n")}`;
}

function byLevel(actions: readonly ActionName[], names: "full" | "short"): string[] {
  return levels.flatMap((level) => {
    const group = actions.filter(({ accessLevels }) => accessLevels[0] === level);
    if (group.length === 0) return [];
    const list = group.map(({ service, name }) => inlineCode(names === "full" ? `${service}:${name}` : name));
    return [`**${level}** (${group.length}): ${list.join(", ")}`];
  });
}

function byService(catalogue: Catalogue, actions: readonly ActionName[]): string[] {
  const perLevel = levels.flatMap((level) => {
    const group = actions.filter(({ accessLevels }) => accessLevels[0] === level);
    return group.length === 0 ? [] : [`${level}: ${group.length}`];
  });
  const counts = new Map<string, number>();
  for (const { service } of actions) counts.set(service, (counts.get(service) ?? 0) + 1);
  const services = [...counts].map(([prefix, number]) => {
    const url = catalogue.serviceSummary(prefix)?.referenceUrl;
    return `${url === undefined ? escapeMarkdown(prefix) : `[${escapeMarkdown(prefix)}](${url})`} (${number})`;
  });
  return [perLevel.join(" · "), services.join(", ")];
}

function referenceLink(url: string, date: string): string {
  return `[Service Authorization Reference](${url}), read on ${date}`;
}
