import { checkPackage } from "./packaging/check.ts";
import { packageExtension, vsixFile } from "./packaging/vsix.ts";

/** `npm run package`: builds the VSIX from dist/, lists what is in it and looks for what should not be. */
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  await packageExtension();
  const { bytes, entries, problems } = checkPackage(vsixFile);
  for (const { name, size } of entries) console.log(`${String(size).padStart(9)}  ${name}`);
  console.log(`${String(bytes).padStart(9)}  ${vsixFile}`);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
