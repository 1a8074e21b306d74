import type { Profile, Profiles } from "../../core/profiles/model.ts";
import { profileRows, type ProfileTreeRow } from "./profileRows.ts";

/**
 * The rows of the tree over time. A row is one object for as long as the tree has the same shape, so that the view can
 * be told of one row; what it shows is put into it.
 */
export class ProfileRowTree {
  #roots: ProfileTreeRow[] = [];
  #shape = "";
  /** What a row shows, as text: where it is the same the row looks the same. */
  readonly #shown = new Map<ProfileTreeRow, string>();

  get roots(): ProfileTreeRow[] {
    return this.#roots;
  }

  /** Takes the profiles as they are now. Answers the rows that look different, or that rows came, went or moved. */
  update(profiles: Profiles): readonly ProfileTreeRow[] | "all" {
    const roots = profileRows(profiles);
    const now = flat(roots);
    const shape = now.map(({ row, depth }) => `${depth} ${nameOf(row)}`).join("\n");
    if (shape !== this.#shape) {
      this.#roots = roots;
      this.#shape = shape;
      this.#shown.clear();
      for (const { row } of now) this.#shown.set(row, textOf(row));
      return "all";
    }
    const changed: ProfileTreeRow[] = [];
    flat(this.#roots).forEach(({ row }, index) => {
      const after = now[index]?.row;
      if (after === undefined) return;
      // Also where it looks the same: its place in the file may have moved.
      if (row.kind === "profile" && after.kind === "profile") row.profile = after.profile;
      else if (row.kind === "problem" && after.kind === "problem") row.problem = after.problem;
      const text = textOf(row);
      if (text === this.#shown.get(row)) return;
      this.#shown.set(row, text);
      changed.push(row);
    });
    return changed;
  }

  /** The row of a profile, where there is one. */
  rowOf(profile: string): ProfileTreeRow | undefined {
    return flat(this.#roots).find(({ row }) => row.kind === "profile" && row.profile.name === profile)?.row;
  }
}

function flat(
  rows: readonly ProfileTreeRow[],
  depth = 0,
): { readonly row: ProfileTreeRow; readonly depth: number }[] {
  const all: { readonly row: ProfileTreeRow; readonly depth: number }[] = [];
  for (const row of rows) {
    all.push({ row, depth });
    if (row.kind === "profile" && row.children.length > 0) all.push(...flat(row.children, depth + 1));
  }
  return all;
}

/** Sessions are no rows here: they are put below their profile when the view asks. */
function nameOf(row: ProfileTreeRow): string {
  if (row.kind === "session") return `session ${row.session.id}`;
  return row.kind === "profile" ? `profile ${row.profile.name}` : `problem ${row.title}`;
}

function textOf(row: ProfileTreeRow): string {
  if (row.kind === "problem") return `${row.problem.severity} ${row.problem.message}`;
  return row.kind === "session" ? row.session.id : profileText(row.profile);
}

function profileText({ settings, problems }: Profile): string {
  let text = "";
  for (const [key, setting] of settings) text += `${key}=${setting.secret ? setting.file : setting.value}\n`;
  for (const { severity, message } of problems) text += `${severity} ${message}\n`;
  return text;
}
