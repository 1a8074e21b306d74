import { parseArn } from "../arn.ts";
import type { DocumentKind } from "../openConfig/model.ts";
import { actionCovers } from "./actionPattern.ts";
import { documentKindByName, isGenerated, mayBePolicy } from "./kindByName.ts";
import type { Policy, PolicyKind, Statement } from "./model.ts";
import { parsePolicy } from "./parse.ts";
import { trustActions } from "./trustActions.ts";

/**
 * What a document is to us, or undefined for one that is not ours: by its language, by its name, by its content.
 * `fileName` is a name or a whole path; installed packages and synthesized templates are never ours.
 */
export function documentKind(fileName: string, languageId: string, text: string): DocumentKind | undefined {
  if (languageId === "aws-config") return "awsConfig";
  if (languageId === "aws-credentials") return "awsCredentials";
  if (languageId !== "json" && languageId !== "jsonc") return undefined;
  if (isGenerated(fileName)) return undefined;
  return documentKindByName(fileName) ?? policyKindByContent(text);
}

/**
 * The kind of a JSON text by what stands in it: a root `Statement` with an `Effect`; a principal who may use
 * `sts:AssumeRole*` makes it a trust policy, one with S3 actions or resources a bucket policy. Undefined for all other
 * JSON, and for resource policies of other services. Cheap for text that is no policy.
 */
export function policyKindByContent(text: string): PolicyKind | undefined {
  return mayBePolicy(text) ? kindOfPolicy(parsePolicy(text)) : undefined;
}

/** The same for a policy that has been read. */
export function kindOfPolicy(policy: Policy): PolicyKind | undefined {
  if (!policy.statements.some((statement) => statement.effect !== undefined)) return undefined;
  const withPrincipal = policy.statements.filter(
    (statement) => statement.principal !== undefined || statement.notPrincipal !== undefined,
  );
  if (withPrincipal.length === 0) return "identity";
  if (withPrincipal.some(isTrust)) return "trust";
  return withPrincipal.some(isAboutS3) ? "bucket" : undefined;
}

/**
 * An action of STS by its name makes trust, with or without the Resource that does not belong there. A wildcard, or no
 * action yet, does so only where there is no Resource: every other resource policy has one.
 */
function isTrust(statement: Statement): boolean {
  const actions = (statement.action ?? statement.notAction)?.items.map(({ value }) => value);
  const covered = actions?.filter((value) => trustActions.some((action) => actionCovers(value, action)));
  if (covered?.some((value) => /^sts:/i.test(value)) === true) return true;
  const withoutResource = statement.resource === undefined && statement.notResource === undefined;
  return withoutResource && (covered === undefined || covered.length > 0);
}

function isAboutS3(statement: Statement): boolean {
  const actions = statement.action ?? statement.notAction;
  const resources = statement.resource ?? statement.notResource;
  return (
    actions?.items.some(({ value }) => /^s3:/i.test(value)) === true ||
    resources?.items.some(({ value }) => parseArn(value)?.service === "s3") === true
  );
}
