import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { parseArgs } from "node:util";
import { loadProfiles } from "../core/profiles/load.ts";
import { checkSetup } from "../core/setup/checkSetup.ts";
import { nodeDisk } from "../core/setup/nodeDisk.ts";
import { setupLines } from "../core/setup/setupText.ts";
import { awsFilePaths, readAwsFiles, type AwsFilePlaces } from "./awsFiles.ts";
import { jsonReport, problemLines, profileRows, textReport, type ProfileRow } from "./profileReport.ts";

/** Where the command runs. */
export interface ProfilePlaces extends AwsFilePlaces {
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface ProfilesResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 1 where a profile is broken, 2 where the command itself could not be carried out. */
  readonly exitCode: 0 | 1 | 2;
}

/**
 * `profiles [--format text|json]`: every profile of `~/.aws` with its plan and its problems; as text also what else is
 * wrong with the set-up. Calls nothing, prints no secret.
 */
export function profiles(args: readonly string[], places: ProfilePlaces): ProfilesResult {
  const format = formatOf(args);
  if (typeof format !== "string") return { stdout: "", stderr: `${format.problem}\n`, exitCode: 2 };
  const paths = awsFilePaths(places);
  const files = readAwsFiles(paths);
  const loaded = loadProfiles(files);
  const rows = profileRows(loaded, { paths, files, environment: places.environment });
  // What concerns a whole file is no profile's, so the rows have no place for it.
  const wholeFiles = problemLines(loaded.problems, { paths, files });
  const broken = loaded.problems.some(({ severity }) => severity === "error") || rows.some(isBroken);
  const exitCode = broken ? 1 : 0;
  const stderr = wholeFiles.map((line) => `${line}\n`).join("");
  if (format === "json") return { stdout: jsonReport(rows), stderr, exitCode };
  const facts = {
    paths,
    files,
    profiles: loaded,
    environment: places.environment,
    proxyRules: { kind: "environment", environment: places.environment } as const,
    home: places.home,
    disk: nodeDisk({ fs, createHash, userId: process.getuid?.() }),
    now: places.now,
  };
  const setup = checkSetup(facts).filter(({ code }) => code !== "profilesBroken");
  return { stdout: textReport(rows, setupLines(facts, setup)), stderr, exitCode };
}

function formatOf(args: readonly string[]): "text" | "json" | { readonly problem: string } {
  try {
    const { format } = parseArgs({
      args: [...args],
      options: { format: { type: "string", default: "text" } },
    }).values;
    if (format === "text" || format === "json") return format;
    return { problem: `There is no format ${format}: text, json.` };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** A profile that has no credentials on this machine is only empty: most default profiles hold nothing but a region. */
function isBroken({ problems }: ProfileRow): boolean {
  return problems.some(({ severity, code }) => severity === "error" && code !== "noCredentials");
}
