import type { MachineWorkbench } from "../workbench.ts";

/** Reads the profiles anew. */
export function run({ machine: { store } }: MachineWorkbench): Promise<void> {
  store.refresh();
  return Promise.resolve();
}
