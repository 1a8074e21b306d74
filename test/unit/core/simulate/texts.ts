import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../../../scripts/repository.ts";
import { ManagedPolicies } from "../../../../src/core/catalogue/managedPolicies.ts";
import type { PackedManagedPolicies } from "../../../../src/core/catalogue/packed.ts";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";
import { loadChain } from "../../../../src/core/simulate/loadChain.ts";
import type { ChainResult, PolicyTexts } from "../../../../src/core/simulate/model.ts";
import { PolicyLibrary } from "../../../../src/core/simulate/policyLibrary.ts";
import { simulateChain } from "../../../../src/core/simulate/simulateChain.ts";

// The catalogue's own test checks the file's shape.
const packed = JSON.parse(
  readFileSync(join(root, "data/managed-policies.json"), "utf8"),
) as PackedManagedPolicies;
const managed = new ManagedPolicies(packed);

/** Policies by path, beside those that AWS manages. */
export function textsFrom(file: PolicyTexts["file"]): PolicyTexts {
  return {
    file,
    managed: (arn) => {
      const found = managed.find(arn);
      return found && JSON.stringify(found.document, undefined, 2);
    },
  };
}

/** Files beside a config on the disk. */
export function textsBeside(configPath: string): PolicyTexts {
  return textsFrom((path) => {
    try {
      return readFileSync(join(dirname(configPath), path), "utf8");
    } catch {
      return undefined;
    }
  });
}

export function simulate(text: string, texts: PolicyTexts, library = new PolicyLibrary()): ChainResult {
  return simulateChain(loadChain(parseRoleConfig(text), texts, library));
}
