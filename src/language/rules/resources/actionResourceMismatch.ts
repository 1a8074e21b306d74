import { isSettled } from "../readings/settledServices.ts";
import type { ActionFacts, ResourceTypeFacts } from "../../../core/catalogue/model.ts";
import type { ServiceFacts } from "../../../core/catalogue/serviceFacts.ts";
import type { Statement, Text } from "../../../core/policy/model.ts";
import type { Fix } from "../../fixes/edit.ts";
import { appendItems, replaceText } from "../../fixes/listEdits.ts";
import { splitByResource } from "../../fixes/splitStatement.ts";
import { hasWildcard } from "../readings/glob.ts";
import { listed } from "../readings/quote.ts";
import { allows, denies } from "../readings/statement.ts";
import { type PolicyKind } from "../../../core/policy/model.ts";
import { type RuleContext, type StatementRule } from "../rule.ts";

const kinds: readonly PolicyKind[] = ["identity", "session", "boundary", "bucket"];

export const actionResourceMismatch: StatementRule = {
  code: "ACTION_RESOURCE_MISMATCH",
  type: "warning",
  scope: "statement",
  kinds,
  title: "None of the resources is one that the action works on",
  why: "Each action works on certain types of resources: `s3:GetObject` on objects (`arn:aws:s3:::BUCKET/*`), `s3:ListBucket` on the bucket itself (`arn:aws:s3:::BUCKET`). With resources of other types only, the statement says nothing about the action. For services whose reference has gaps this is a suggestion.",
  fix: "Add a resource of the right type: `/*` behind a bucket for its objects.",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html",
  *check(statement, context) {
    const resources = statement.resource?.items ?? [];
    if (resources.length === 0 || !(allows(statement) || denies(statement))) return;
    for (const item of statement.action?.items ?? []) {
      const mismatch = mismatchOf(item, resources, context);
      if (mismatch === undefined) continue;
      const { names, needs } = mismatch;
      yield {
        span: item.span,
        ...(isSettled(item.value.split(":", 1)[0] ?? "") ? {} : { severity: "suggestion" as const }),
        message: `${item.value} works on ${listed(mainTypes(needs).map(article), 3, "or")}; named here: ${listed(names)}.`,
        fixes: s3Fixes(statement, item, needs, context),
      };
    }
  },
};

interface Mismatch {
  /** The types of the statement's resources. */
  readonly names: readonly string[];
  readonly needs: readonly ResourceTypeFacts[];
}

function mismatchOf(
  item: Text,
  resources: readonly Text[],
  { catalogue }: RuleContext,
): Mismatch | undefined {
  const colon = item.value.indexOf(":");
  if (colon === -1 || hasWildcard(item.value)) return undefined;
  const service = catalogue.loadedService(item.value.slice(0, colon));
  const action = service?.action(item.value.slice(colon + 1));
  if (service === undefined || action === undefined || action.resources.length === 0) return undefined;
  // The reference names only some of the types that can be tagged.
  if (action.accessLevels.includes("Tagging") || /Tags?(?:ForResource)?$/.test(action.name)) return undefined;
  const names = new Set<string>();
  for (const { value } of resources) {
    const fit = fitOf(service, action, value);
    if (fit === undefined) return undefined;
    for (const name of fit) names.add(name);
  }
  return { names: [...names], needs: action.resources.map(({ type }) => type) };
}

/** The types that an ARN names where the action takes none of them; undefined where it may fit. */
function fitOf(service: ServiceFacts, action: ActionFacts, arn: string): readonly string[] | undefined {
  const text = arn.replace(/<[^<>]*>/g, "*");
  // The reference leaves out that access points take the actions of a bucket and its objects.
  if (service.summary.prefix === "s3" && /^arn:[^:]*:s3:[^:]*:[^:]+:/.test(arn)) return undefined;
  const fit = service.resourceFit(action, text);
  return fit.kind === "mismatch" ? fit.names.map(({ name }) => article({ name })) : undefined;
}

/** Without the access points of S3, which stand for a bucket and its objects. */
function mainTypes(types: readonly ResourceTypeFacts[]): readonly ResourceTypeFacts[] {
  const main = types.filter(({ name }) => !name.startsWith("accesspoint"));
  return main.length === 0 ? types : main;
}

function article({ name }: { readonly name: string }): string {
  return `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`;
}

function s3Fixes(
  statement: Statement,
  item: Text,
  needs: readonly ResourceTypeFacts[],
  { text, policy }: RuleContext,
): Fix[] {
  const list = statement.resource;
  if (list === undefined || !/^s3:/i.test(item.value)) return [];
  const buckets = list.items.filter(({ value }) => /^arn:[^:]*:s3:::[^/]+$/.test(value));
  const objects = list.items.filter(({ value }) => /^arn:[^:]*:s3:::[^/]+\//.test(value));
  const wantsObjects = needs.some(({ name }) => name === "object");
  const missing = wantsObjects
    ? buckets.map(({ value }) => `${value}/*`)
    : [...new Set(objects.map(({ value }) => value.slice(0, value.indexOf("/"))))];
  if (missing.length === 0) return [];
  const fixes: Fix[] = [];
  const actions = statement.action?.items ?? [];
  const [first] = list.items;
  if (actions.length === 1 && list.items.length === 1 && first !== undefined && missing[0] !== undefined) {
    fixes.push({
      title: wantsObjects ? "Add /* to name the objects" : "Name the bucket instead of its objects",
      edits: [replaceText(first, missing[0])],
      safe: false,
    });
  } else {
    const split = splitByResource(text, policy, statement, item, missing);
    if (split !== undefined) fixes.push(split);
  }
  const added = appendItems(text, list, missing);
  if (added !== undefined) fixes.push({ title: `Add ${listed(missing, 2)}`, edits: added, safe: false });
  return fixes;
}
