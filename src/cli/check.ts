import { parseArgs } from "node:util";
import { ManagedPolicies } from "../core/catalogue/managedPolicies.ts";
import type { PackedManagedPolicies } from "../core/catalogue/packed.ts";
import type { CatalogueSource } from "../core/catalogue/source.ts";
import { PolicyLibrary } from "../core/simulate/policyLibrary.ts";
import { StepCounts, type CheckedConfig } from "./checkedConfig.ts";
import type { ConfigChecker } from "./checkLive.ts";
import { checkJson } from "./checkJson.ts";
import { checkJunit } from "./checkJunit.ts";
import { CheckText } from "./checkText.ts";
import { findRoleConfigs } from "./roleConfigFiles.ts";
import { simulateConfig } from "./simulateConfig.ts";
import { TextFiles } from "./textFiles.ts";

export interface CheckResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 1 where an expectation fails; 2 where one could not be decided, a role config has an error, or nothing was run. */
  readonly exitCode: 0 | 1 | 2;
}

/** Collects what is written of each config, so that nothing else of it has to be kept. */
interface Writer {
  add(config: CheckedConfig): void;
  end(): string;
}

const formats = {
  text: () => new CheckText(),
  json: () => new WholeReport(checkJson),
  junit: () => new WholeReport(checkJunit),
} satisfies Record<string, () => Writer>;

class WholeReport implements Writer {
  readonly #configs: CheckedConfig[] = [];
  readonly #write: (configs: readonly CheckedConfig[]) => string;

  constructor(write: (configs: readonly CheckedConfig[]) => string) {
    this.#write = write;
  }

  add(config: CheckedConfig): void {
    this.#configs.push(config);
  }

  end(): string {
    return this.#write(this.#configs);
  }
}

/**
 * `check [FILE…] [--live [--profile NAME]] [--format text|json|junit]`: simulates the named role configs, those below
 * the named folders, or those below the current folder; with `--live` asks AWS the same questions. `live` is called
 * only then.
 */
export async function check(
  args: readonly string[],
  folder: string,
  source: CatalogueSource,
  live: (profile: string | undefined) => Promise<ConfigChecker>,
): Promise<CheckResult> {
  const read = readArguments(args);
  if (typeof read === "string") return refused(read);
  const { paths, missing, others } = findRoleConfigs(folder, read.names);
  const complaints = missing.map((name) => `${name} does not exist.`);
  if (paths.length === 0) {
    const found = others.map(
      (name) => `${name} is no role config: those end with .assume-role.json or .jsonc.`,
    );
    return refused([...complaints, ...found, "No role config was found."].join("\n"));
  }
  const files = new TextFiles();
  const simulation = {
    folder,
    files,
    managed: managedTexts(await readManaged(source, paths, files)),
    library: new PolicyLibrary(),
    explainAll: read.format === "json",
  };
  const writer: Writer = formats[read.format]();
  const counts = new StepCounts();
  const checker = read.live ? await live(read.profile) : undefined;
  for (const path of paths) {
    const simulated = simulateConfig(path, simulation);
    if (simulated === undefined) {
      complaints.push(`${path} cannot be read.`);
      continue;
    }
    const config = checker === undefined ? simulated.checked : await checker.check(path, simulated);
    writer.add(config);
    counts.add(config);
  }
  return {
    stdout: writer.end(),
    stderr: complaints.map((complaint) => `${complaint}\n`).join(""),
    exitCode: complaints.length > 0 ? 2 : counts.exitCode,
  };
}

function refused(message: string): CheckResult {
  return { stdout: "", stderr: `${message}\n`, exitCode: 2 };
}

/** Two megabytes that most role configs do not need. */
async function readManaged(
  source: CatalogueSource,
  paths: readonly string[],
  files: TextFiles,
): Promise<ManagedPolicies | undefined> {
  if (!paths.some((path) => files.read(path)?.includes(":policy/") === true)) return undefined;
  // Written by scripts/catalogue, shipped with the package.
  return new ManagedPolicies(JSON.parse(await source.read("managed-policies.json")) as PackedManagedPolicies);
}

function managedTexts(policies: ManagedPolicies | undefined): (arn: string) => string | undefined {
  const texts = new Map<string, string | undefined>();
  return (arn) => {
    if (!texts.has(arn)) {
      const found = policies?.find(arn);
      texts.set(arn, found && JSON.stringify(found.document, undefined, 2));
    }
    return texts.get(arn);
  };
}

interface CheckArguments {
  readonly names: readonly string[];
  readonly format: keyof typeof formats;
  readonly live: boolean;
  readonly profile: string | undefined;
}

/** The arguments, or what is wrong with them. */
function readArguments(args: readonly string[]): CheckArguments | string {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string", default: "text" },
        live: { type: "boolean", default: false },
        profile: { type: "string" },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { format, live, profile } = parsed.values;
  if (!isFormat(format)) return `There is no format ${format}: ${Object.keys(formats).join(", ")}.`;
  if (profile !== undefined && !live) return "--profile is of use with --live only.";
  return { names: parsed.positionals, format, live, profile };
}

function isFormat(name: string): name is keyof typeof formats {
  return Object.hasOwn(formats, name);
}
