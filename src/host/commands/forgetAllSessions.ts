import type { MachineWorkbench } from "../workbench.ts";

/** Forgets every session that was begun, and what was proved with it. */
export async function run({ machine: { aws, checked } }: MachineWorkbench): Promise<void> {
  (await aws.live()).forgetAll();
  checked.clear();
}
