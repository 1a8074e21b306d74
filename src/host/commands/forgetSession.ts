import { sessionOfArgument } from "../sessions/sessionArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Forgets the session of a row; the next command makes a new one. */
export async function run(
  { machine: { sessions, checked } }: MachineWorkbench,
  argument: unknown,
): Promise<void> {
  const session = sessionOfArgument(argument);
  if (session === undefined) return;
  sessions.forget(session.id);
  if (session.plan.profile !== undefined) checked.forget(session.plan.profile);
  return Promise.resolve();
}
