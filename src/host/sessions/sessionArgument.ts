import type { HeldSession } from "../../core/livePort.ts";
import type { ProfileTreeRow } from "../views/profileRows.ts";

/** The session of a row of the profiles view, which menus pass as a command's argument; undefined for anything else. */
export function sessionOfArgument(argument: unknown): HeldSession | undefined {
  const row = argument as Partial<Extract<ProfileTreeRow, { kind: "session" }>> | null | undefined;
  return row?.kind === "session" ? row.session : undefined;
}
