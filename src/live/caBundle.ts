import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute } from "node:path";
import type { CaBundle } from "../core/profiles/model.ts";
import type { Problem } from "./failures/problem.ts";
import { errnoOf } from "./errorParts.ts";

/** PEM text, or why there is none. */
export type ReadCaBundle =
  { readonly kind: "ok"; readonly pem: string } | { readonly kind: "failed"; readonly problem: Problem };

/**
 * Reads the certificates at every run, since who keeps them renews them. The path must lead somewhere by itself: a
 * relative one would depend on the folder that happens to be open.
 */
export async function readCaBundle({ path, from }: CaBundle): Promise<ReadCaBundle> {
  const failed = (code: string, errno?: string): ReadCaBundle => ({
    kind: "failed",
    problem: {
      operation: "FirstCredentials",
      code,
      file: `${path} (${from})`,
      ...(errno === undefined ? {} : { errno }),
    },
  });
  const file = path.replace(/^~(?=$|[\\/])/, homedir());
  if (!isAbsolute(file)) return failed("CaBundleRelative");
  let pem: string;
  try {
    pem = await readFile(file, "utf8");
  } catch (error) {
    return failed("CaBundleUnreadable", errnoOf(error));
  }
  return pem.includes("-----BEGIN") ? { kind: "ok", pem } : failed("CaBundleEmpty");
}
