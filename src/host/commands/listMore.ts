import type { MachineWorkbench } from "../workbench.ts";

/** Lists the next page of the report with this address: the code lens under a listing that was cut. */
export async function run({ machine }: MachineWorkbench, address: unknown): Promise<void> {
  await (await machine.live()).reports.listMore(address);
}
