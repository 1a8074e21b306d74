import { deriveTarget } from "../../../../src/core/openConfig/derive.ts";
import type { DocumentKind, Target } from "../../../../src/core/openConfig/model.ts";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";

/** The target of a text whose `|` is the cursor (without one, its start), beside role configs by path. */
export function targetAt(
  kind: DocumentKind,
  path: string,
  marked: string,
  roleConfigs: Readonly<Record<string, unknown>> = {},
  rememberedRole?: string,
): Target & { readonly text: string } {
  const offset = Math.max(marked.indexOf("|"), 0);
  const text = marked.replace("|", "");
  const target = deriveTarget(
    { kind, path, text, offset },
    {
      roleConfigs: Object.entries(roleConfigs).map(([configPath, config]) => ({
        path: configPath,
        config: parseRoleConfig(typeof config === "string" ? config : JSON.stringify(config)),
      })),
      ...(rememberedRole === undefined ? {} : { rememberedRole: () => rememberedRole }),
    },
  );
  return { ...target, text };
}

/** The role that each candidate ends at. */
export function lastRoles(target: Target): (string | undefined)[] {
  return target.roles.map(({ hops }) => hops.at(-1)?.roleArn);
}

export function addresses(target: Target): string[] {
  return target.buckets.map(({ bucket, prefix }) => `s3://${bucket}/${prefix}`);
}
