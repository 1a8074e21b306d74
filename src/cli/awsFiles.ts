import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { AwsFiles } from "../core/awsFiles/edit/model.ts";
import type { AwsFileKind } from "../core/awsFiles/model.ts";
import { parseAwsFile } from "../core/awsFiles/parse.ts";
import type { Environment } from "../core/profiles/model.ts";

/** Where the AWS files are looked for. */
export interface AwsFilePlaces {
  readonly home: string;
  readonly folder: string;
  readonly environment: Environment;
}

export type AwsFilePaths = Readonly<Record<AwsFileKind, string>>;

/** https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html */
export function awsFilePaths({ home, folder, environment }: AwsFilePlaces): AwsFilePaths {
  const place = (variable: string, name: string): string => {
    const given = environment[variable];
    if (given === undefined || given === "") return join(home, ".aws", name);
    return resolve(folder, given.replace(/^~(?=$|[\\/])/, home));
  };
  return {
    config: place("AWS_CONFIG_FILE", "config"),
    credentials: place("AWS_SHARED_CREDENTIALS_FILE", "credentials"),
  };
}

/** Both files, parsed; one that cannot be read is left out. */
export function readAwsFiles(paths: AwsFilePaths): AwsFiles {
  const read = (kind: AwsFileKind): AwsFiles => {
    try {
      return { [kind]: parseAwsFile(kind, readFileSync(paths[kind], "utf8")) };
    } catch {
      // The check of the set-up says why it cannot be read.
      return {};
    }
  };
  return { ...read("config"), ...read("credentials") };
}
