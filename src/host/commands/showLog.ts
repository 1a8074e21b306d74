import type { Workbench } from "../workbench.ts";

/** Shows the `Assume Role` log. */
export function run({ log }: Workbench): Promise<void> {
  log.show();
  return Promise.resolve();
}
