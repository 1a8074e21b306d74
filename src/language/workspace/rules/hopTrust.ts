import type { Statement } from "../../../core/policy/model.ts";
import type { ConfigHop } from "../../../core/roleConfig/model.ts";
import { objectMembers } from "../../fixes/objectMembers.ts";
import type { Fix } from "../../fixes/edit.ts";
import { appendItems } from "../../fixes/listEdits.ts";
import { insertMember } from "../../fixes/memberEdits.ts";
import { fixIn, nameOf } from "../crossFileFix.ts";
import type { CrossFileContext } from "../crossFileRule.ts";
import { trusting } from "../grants.ts";
import type { ConfigFile } from "../indexedFile.ts";
import { assumerOf, type Owner } from "../owner.ts";
import { partsOf } from "../policyPart.ts";
import { followPart, type Reading } from "../reading.ts";

/** A hop of the judged role config beside the trust policy that it names. */
export interface HopTrust {
  readonly config: ConfigFile;
  readonly hop: ConfigHop;
  readonly position: number;
  readonly assumer: Owner;
  readonly trust: Reading;
  /** Statements that let the caller assume the role, under their conditions. Never empty. */
  readonly statements: readonly Statement[];
}

/** The hops whose trust policy is known and names the caller; else another rule or the simulation has the word. */
export function hopTrusts({ file, view }: CrossFileContext): HopTrust[] {
  if (file.kind !== "roleConfig") return [];
  return partsOf(file.config).flatMap((named): HopTrust[] => {
    if (named.part.kind !== "trust") return [];
    const position = named.part.hop;
    const hop = file.config.hops[position];
    const assumer = assumerOf(file, position);
    const followed = followPart(file, named, (path) => view.policyAt(path));
    if (hop === undefined || assumer === undefined || followed.kind !== "reading") return [];
    const trust = followed.reading;
    const statements = trusting(trust.policy, assumer.principal, "sts:AssumeRole");
    return statements.length === 0 ? [] : [{ config: file, hop, position, assumer, trust, statements }];
  });
}

/** Gives the hop a parameter of the call. */
export function parameterFix(
  context: CrossFileContext,
  { config, hop }: HopTrust,
  name: string,
  value: string,
  placeholder = false,
): Fix[] {
  const members = objectMembers(config.text, hop.span);
  if (members === undefined || members.some((member) => member.name.value === name)) return [];
  const last = members.at(-1)?.name.value ?? null;
  return fixIn(
    context,
    config,
    `Add ${name}: ${value}`,
    [insertMember(config.text, hop.span, members, last, name, value)],
    placeholder,
  );
}

/** Adds an action to the statement of the trust policy that lets the caller in. */
export function trustActionFix(
  context: CrossFileContext,
  { trust, statements }: HopTrust,
  action: string,
): Fix[] {
  const list = statements.find((statement) => statement.action !== undefined)?.action;
  return list === undefined
    ? []
    : fixIn(
        context,
        trust.file,
        `Allow ${action} in ${nameOf(trust.file)}`,
        appendItems(trust.file.text, list, [action]),
      );
}
