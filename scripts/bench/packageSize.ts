import { statSync } from "node:fs";
import { packageExtension, vsixFile } from "../packaging/vsix.ts";
import type { BenchRow } from "./row.ts";

/** The size of the package that users download. */
export async function benchPackageSize(): Promise<BenchRow[]> {
  await packageExtension();
  return [{ name: "VSIX", ours: statSync(vsixFile).size / 1024 / 1024, bar: 2, unit: "MiB" }];
}
