import { arnResource, isAccountId, parseArn, type Arn } from "../../core/arn.ts";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";
import { escapeMarkdown, inlineCode } from "./markdown.ts";

const partitions: Readonly<Record<string, string>> = {
  "aws-cn": "AWS China",
  "aws-us-gov": "AWS GovCloud (US)",
  "aws-eusc": "AWS European Sovereign Cloud",
};

/** An ARN in words, as Markdown: what it names, where, and whose it is. Undefined for text that is no ARN. */
export async function describeArn(
  catalogue: Catalogue,
  text: string,
  facts: WorkspaceFacts,
): Promise<string | undefined> {
  const arn = parseArn(text);
  if (arn === undefined) return undefined;
  const what = namedResource(arn) ?? (await typedResource(catalogue, arn));
  return [what, placeOf(arn, facts), fromFacts(text, facts)].filter((line) => line !== "").join("\n\n");
}

/** `111122223333` and the profiles that work in that account; undefined for text that is no account id. */
export function describeAccount(id: string, facts: WorkspaceFacts): string | undefined {
  return isAccountId(id) ? `Account ${accountWords(id, facts)}` : undefined;
}

function accountWords(id: string, facts: WorkspaceFacts): string {
  const profiles = facts.accounts.find((account) => account.id === id)?.profiles ?? [];
  if (profiles.length === 0) return `${inlineCode(id)}: no profile of yours works in it`;
  const names = profiles.map((name) => inlineCode(name)).join(", ");
  return `${inlineCode(id)}: ${profiles.length === 1 ? "profile" : "profiles"} ${names}`;
}

/** The kinds of resources that role chains are about. */
function namedResource(arn: Arn): string | undefined {
  const resource = arnResource(arn);
  switch (resource.kind) {
    case "role":
    case "user":
    case "group":
    case "policy":
    case "instanceProfile":
    case "mfaDevice": {
      const path = resource.path === "/" ? "" : `, path ${inlineCode(resource.path)}`;
      return `**${iamWords[resource.kind]}** ${inlineCode(resource.name)}${path}`;
    }
    case "assumedRole":
      return resource.sessionName === "*"
        ? `**Every session** of the role ${inlineCode(resource.roleName)}`
        : `**Session** ${inlineCode(resource.sessionName)} of the role ${inlineCode(resource.roleName)}`;
    case "root":
      return "**The whole account**: every principal in it whom its own policies allow the action, and the root user";
    case "bucket":
      return resource.bucket === "*"
        ? "**Every bucket**, and every object in it"
        : `**Bucket** ${inlineCode(resource.bucket)}, without the objects in it`;
    case "object":
      return resource.key === "*"
        ? `**Every object** in the bucket ${inlineCode(resource.bucket)}`
        : `**${/[*?]/.test(resource.key) ? "Objects" : "Object"}** ${inlineCode(resource.key)} in the bucket ${inlineCode(resource.bucket)}`;
    case "other":
      return undefined;
  }
}

const iamWords = {
  role: "Role",
  user: "User",
  group: "Group",
  policy: "Managed policy",
  instanceProfile: "Instance profile",
  mfaDevice: "MFA device",
} as const;

async function typedResource(catalogue: Catalogue, arn: Arn): Promise<string> {
  const types = await catalogue.resourceTypesOf(arn.text);
  const service = catalogue.serviceSummary(arn.service)?.name ?? arn.service;
  const names = [...new Set(types.map(({ name }) => name))];
  const kind = names.length === 0 ? "Resource" : names.slice(0, 4).map(escapeMarkdown).join(" or ");
  return `**${kind}** ${inlineCode(arn.resource)} of ${escapeMarkdown(service)}`;
}

function placeOf(arn: Arn, facts: WorkspaceFacts): string {
  const partition = partitions[arn.partition];
  const places = [
    arn.account === "" ? "" : arn.account === "aws" ? "owned by AWS" : whose(arn.account, facts),
    arn.region === ""
      ? ""
      : /^\*+$/.test(arn.region)
        ? "in every region"
        : `in region ${inlineCode(arn.region)}`,
    partition === undefined
      ? arn.partition === "aws"
        ? ""
        : `partition ${inlineCode(arn.partition)}`
      : `partition ${inlineCode(arn.partition)}: ${partition}`,
  ];
  return places.filter((place) => place !== "").join("  \n");
}

function whose(account: string, facts: WorkspaceFacts): string {
  if (/^\*+$/.test(account)) return "in every account";
  return isAccountId(account) ? `account ${accountWords(account, facts)}` : `account ${inlineCode(account)}`;
}

function fromFacts(text: string, facts: WorkspaceFacts): string {
  const known = [...facts.roles, ...facts.users, ...facts.identityProviders].find(
    ({ name }) => name === text,
  );
  return known === undefined ? "" : `Known from ${escapeMarkdown(known.from)}`;
}
