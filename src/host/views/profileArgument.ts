import type { Profile } from "../../core/profiles/model.ts";
import type { ProfileTreeRow } from "./profileRows.ts";

/**
 * The profile of a row of the profiles view; menus pass the row as a command's argument. Undefined for anything else
 * (an editor's address, nothing).
 */
export function profileOfArgument(argument: unknown): Profile | undefined {
  const row = argument as Partial<Extract<ProfileTreeRow, { kind: "profile" }>> | null | undefined;
  return row?.kind === "profile" ? row.profile : undefined;
}
