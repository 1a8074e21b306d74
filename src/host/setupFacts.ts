import type { AwsFiles } from "../core/awsFiles/edit/model.ts";
import { parseAwsFile } from "../core/awsFiles/parse.ts";
import { loadProfiles } from "../core/profiles/load.ts";
import type { SetupFacts } from "../core/setup/model.ts";
import type { AwsMachine } from "./awsMachine.ts";

/** What the check of the set-up starts from, as the machine is now. */
export async function setupFacts(aws: AwsMachine): Promise<SetupFacts> {
  let files: AwsFiles = {};
  for (const kind of ["config", "credentials"] as const) {
    const read = await aws.readAwsFile(kind);
    if (read.kind === "text" && read.text !== undefined)
      files = { ...files, [kind]: parseAwsFile(kind, read.text) };
  }
  return {
    paths: aws.files(),
    files,
    profiles: loadProfiles(files),
    environment: aws.environment(),
    proxyRules: aws.proxyRules(),
    home: aws.home,
    disk: await aws.setupDisk(),
    now: Date.now(),
  };
}
