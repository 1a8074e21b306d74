import { readFileSync, realpathSync } from "node:fs";
import { dirname, relative, isAbsolute } from "node:path";
import { planChain } from "../core/liveChain/planChain.ts";
import { runLiveChain } from "../core/liveChain/runLiveChain.ts";
import type { LiveCheckResult, LiveHopResult } from "../core/liveChain/model.ts";
import type { Live, LiveRequest } from "../core/livePort.ts";
import { optional } from "../core/optional.ts";
import { loadProfiles } from "../core/profiles/load.ts";
import type { Plan, Profiles } from "../core/profiles/model.ts";
import { planForEnvironment, planForProfile } from "../core/profiles/plan.ts";
import type { ChainResult } from "../core/simulate/model.ts";
import { askMfaCode } from "./askMfaCode.ts";
import { awsFilePaths, readAwsFiles, type AwsFilePaths, type AwsFilePlaces } from "./awsFiles.ts";
import type { CheckedConfig, LiveStep } from "./checkedConfig.ts";

/** Asks AWS the questions of one role config after another; sessions are shared between them. */
export interface ConfigChecker {
  /** The simulated config with what AWS answered beside each step. */
  check(
    path: string,
    simulated: { readonly result: ChainResult; readonly checked: CheckedConfig },
  ): Promise<CheckedConfig>;
}

/**
 * Loads the profiles and the room that calls AWS. `profile` makes the calls of every config, whatever their callers
 * name; without it the caller's own, then `AWS_PROFILE`, then the environment.
 */
export async function createConfigChecker(
  places: AwsFilePlaces,
  profile: string | undefined,
): Promise<ConfigChecker> {
  const { createLive } = await import("../live/live.ts");
  const paths = awsFilePaths(places);
  return new LiveChecker(createLive(), loadProfiles(readAwsFiles(paths)), paths, places, profile);
}

class LiveChecker implements ConfigChecker {
  constructor(
    private readonly live: Live,
    private readonly profiles: Profiles,
    private readonly paths: AwsFilePaths,
    private readonly places: AwsFilePlaces,
    private readonly profile: string | undefined,
  ) {}

  async check(
    path: string,
    { result, checked }: { readonly result: ChainResult; readonly checked: CheckedConfig },
  ): Promise<CheckedConfig> {
    const planned = await this.#plan(path, result);
    if (planned.kind === "refused") return { ...checked, live: { refused: planned.reason } };
    const answers = await runLiveChain({
      simulated: result,
      live: this.live,
      request: this.#request(planned.plan),
    });
    const steps = [...answers.hops, ...answers.checks];
    return {
      ...checked,
      // In the order of the simulation: hops, then checks.
      steps: checked.steps.map((step, index) => ({ ...step, ...optional("live", liveStep(steps[index])) })),
      live: optional("caller", answers.caller?.arn),
    };
  }

  #plan(path: string, { chain: { config } }: ChainResult) {
    const { environment } = this.places;
    const name = this.profile ?? config.caller?.profile?.value ?? environment["AWS_PROFILE"];
    const made =
      name === undefined || name === ""
        ? planForEnvironment(environment)
        : planForProfile(this.profiles, name, environment);
    if (made.kind === "broken") {
      const [problem] = made.problems;
      return Promise.resolve({ kind: "refused", reason: problem?.message ?? "There is no plan." } as const);
    }
    return planChain(made.plan, { path, config }, (file) => Promise.resolve(readSessionPolicy(file, path)));
  }

  #request(plan: Plan): LiveRequest {
    return {
      plan,
      files: this.paths,
      signal: new AbortController().signal,
      askMfaCode: ({ mfaSerial }) => askMfaCode(mfaSerial),
      onStep: () => undefined,
      log: () => undefined,
    };
  }
}

/** Its text is sent to AWS, so that a config can have none sent but of its own folder. */
function readSessionPolicy(file: string, config: string) {
  const folder = dirname(config);
  try {
    // A symbolic link may lead out of the folder.
    if (isBelow(folder, file) && isBelow(realpathSync(folder), realpathSync(file)))
      return { kind: "text", text: readFileSync(file, "utf8") } as const;
  } catch {
    return { kind: "refused", reason: `The session policy ${file} cannot be read.` } as const;
  }
  return {
    kind: "refused",
    reason: `The session policy ${file} is outside the config's folder and is not sent.`,
  } as const;
}

function isBelow(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return !below.startsWith("..") && !isAbsolute(below);
}

function liveStep(result: LiveHopResult | LiveCheckResult | undefined): LiveStep | undefined {
  if (result === undefined) return undefined;
  const { outcome, sentence, difference } = result;
  return { outcome, message: sentence, ...optional("difference", difference) };
}
