import { optional } from "../optional.ts";
import type { ConfigBucket } from "../roleConfig/model.ts";
import { parseRoleConfig, variableValues } from "../roleConfig/parse.ts";
import { bucketKey, ranked, roleKey, type Found } from "./candidates.ts";
import { callerArn, chainTo, fileOf } from "./chain.ts";
import type { OpenDocument } from "./derive.ts";
import { baseName } from "./filePath.ts";
import type { BucketCandidate, RoleCandidate, Target } from "./model.ts";

/** The chain up to each hop, the whole chain first; the buckets it names and those that its checks list. */
export function roleConfigTarget(document: OpenDocument): Target {
  const config = parseRoleConfig(document.text);
  const source = { path: document.path, config };
  const chains = config.hops.flatMap((hop, position): Found<RoleCandidate>[] => {
    const candidate = chainTo(source, position);
    if (candidate === undefined) return [];
    const span = hop.roleArn?.span ?? hop.span;
    return [{ candidate: { ...candidate, span }, around: [hop.span] }];
  });
  const whole = chains.slice(-1);
  const roles = ranked([...whole, ...chains], document.offset, roleKey);

  const found: Found<BucketCandidate>[] = [];
  for (const entry of config.buckets) {
    if (entry.name === undefined) continue;
    const candidate: BucketCandidate = {
      bucket: entry.name.value,
      prefix: "",
      span: entry.name.span,
      origin: `bucket of ${baseName(document.path)}`,
      ...placeOf(entry, document.path),
    };
    found.push({ candidate, around: [entry.span] });
  }
  for (const check of config.checks) {
    if (check.kind !== "list") continue;
    const known = config.buckets.find(({ name }) => name?.value === check.bucket);
    const candidate: BucketCandidate = {
      bucket: check.bucket,
      prefix: check.prefix,
      span: check.url.span,
      origin: check.name === undefined ? `check ${check.index + 1}` : `check '${check.name.value}'`,
      ...placeOf(known, document.path),
    };
    found.push({ candidate, around: [check.span] });
  }
  const caller = callerArn(config);
  return {
    documentKind: "roleConfig",
    roles,
    buckets: ranked(found, document.offset, bucketKey),
    ...optional("profile", config.caller?.profile?.value),
    principals: caller === undefined ? [] : [caller],
    ...optional("expectedIdentity", whole[0]?.candidate.expectedIdentity),
    variables: variableValues(config),
  };
}

function placeOf(
  bucket: ConfigBucket | undefined,
  configPath: string,
): Pick<BucketCandidate, "region" | "policyFile"> {
  return {
    ...optional("region", bucket?.region?.value),
    ...optional("policyFile", fileOf(bucket?.policy, configPath)),
  };
}
