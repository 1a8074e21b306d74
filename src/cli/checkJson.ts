import type { CheckedConfig } from "./checkedConfig.ts";

/** Everything, for programs: lines and characters from 0, files as the text format names them. */
export function checkJson(configs: readonly CheckedConfig[]): string {
  return `${JSON.stringify(
    configs.map(({ file, problems, steps, live }) => ({
      file,
      mode: live === undefined ? "simulated" : "live",
      ...live,
      problems,
      steps,
    })),
    undefined,
    2,
  )}\n`;
}
