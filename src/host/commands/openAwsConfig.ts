import { showAwsConfig } from "../profiles/showAwsConfig.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Opens the config file, or an unsaved one in its place. */
export async function run({ machine: { store } }: MachineWorkbench): Promise<void> {
  await showAwsConfig(store);
}
