import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Makes the profile of a row the one in force for this workspace. */
export async function run({ machine: { current } }: MachineWorkbench, row: unknown): Promise<void> {
  const profile = profileOfArgument(row);
  if (profile !== undefined) await current.switchTo(profile.name);
}
