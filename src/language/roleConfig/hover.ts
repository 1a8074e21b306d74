import type { Hover } from "vscode-languageserver-types";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { findPlaceholders } from "../../core/placeholder.ts";
import { parseRoleConfig } from "../../core/roleConfig/parse.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import { readJsonTree } from "../cursor/jsonTree.ts";
import { hoverEmbedded } from "../embedded/embeddedService.ts";
import { describeAction } from "../hover/describeAction.ts";
import { describeAccount, describeArn } from "../hover/describeArn.ts";
import { describeConditionKey } from "../hover/describeCondition.ts";
import { describeServicePrincipal } from "../hover/describePrincipal.ts";
import { inlineCode } from "../hover/markdown.ts";
import { inlinePolicies } from "./inlinePolicies.ts";
import { roleConfigPlaceAt } from "./place.ts";
import type { RoleConfigRequest } from "./request.ts";

/**
 * What stands at an offset of a role config, in words; undefined where there is nothing to say. Names of members are
 * left to the schema. Rejects only where the catalogue's files cannot be read.
 */
export async function hoverRoleConfig(
  catalogue: () => Promise<Catalogue>,
  { text, offset, facts, profiles }: RoleConfigRequest,
): Promise<Hover | undefined> {
  const tree = readJsonTree(text);
  const inPolicy = await hoverEmbedded(catalogue, {
    text,
    found: inlinePolicies(text, tree),
    offset,
    facts,
  });
  if (inPolicy !== undefined) return inPolicy;
  // The pointer may be on the opening quote.
  const place =
    roleConfigPlaceAt(tree, text[offset] === '"' ? offset + 1 : offset) ?? roleConfigPlaceAt(tree, offset);
  const token = place?.caret.token;
  if (place === undefined || token === undefined) return undefined;
  const written = token.value;
  const variables = new Map(
    parseRoleConfig(text).variables.map(({ name, value }) => [name.value, value.value]),
  );
  const placeholders = findPlaceholders(written);
  const filled = placeholders.reduce(
    (value, { name, text: open }) => value.replaceAll(open, variables.get(name) ?? open),
    written,
  );
  const key = place.way.join(".");
  const opened = await catalogue();
  const lines: (string | undefined)[] = [];
  if (place.slot === "name") {
    if (/(?:^|\.)context$/.test(key)) lines.push(await describeConditionKey(opened, written));
    if (key === "variables") lines.push(usesOfVariable(text, written));
  } else {
    if (key.startsWith("checks.#.action")) lines.push(await describeAction(opened, filled));
    if (key === "caller.profile") lines.push(profiles.find(({ name }) => name === filled)?.detail);
    if (key === "hops.#.durationSeconds" || key === "hops.#.maxSessionDuration") lines.push(inHours(written));
    lines.push(
      describeAccount(filled, facts) ??
        (filled.startsWith("arn:") ? await describeArn(opened, filled, facts) : undefined) ??
        describeServicePrincipal(opened, filled),
    );
    if (placeholders.length > 0) {
      lines.push(
        ...placeholders.map(({ name, text: open }) => {
          const value = variables.get(name);
          return value === undefined
            ? `Nothing fills ${inlineCode(open)}.`
            : `${inlineCode(open)} is ${inlineCode(value)}, from 'variables'.`;
        }),
      );
    }
  }
  const found = lines.filter((line) => line !== undefined);
  if (found.length === 0) return undefined;
  return {
    contents: { kind: "markdown", value: found.join("\n\n") },
    range: new LineIndex(text).range(token),
  };
}

function usesOfVariable(text: string, name: string): string {
  const uses = findPlaceholders(text).filter((placeholder) => placeholder.name === name).length;
  const times = uses === 1 ? "once" : `${uses} times`;
  return `Fills ${inlineCode(`<${name}>`)}: ${uses === 0 ? "nowhere in this file" : `${times} in this file`}, and in the policies that it names.`;
}

function inHours(written: string): string | undefined {
  if (!/^\d{1,6}$/.test(written)) return undefined;
  const seconds = Number(written);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return [
    hours > 0 ? `${hours} h` : "",
    minutes > 0 ? `${minutes} min` : "",
    seconds % 60 > 0 ? `${seconds % 60} s` : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}
