import type { HeldSession } from "../../core/livePort.ts";
import type { Profile, ProfileProblem, Profiles } from "../../core/profiles/model.ts";

export type ProfileTreeRow =
  | { readonly kind: "profile"; profile: Profile; readonly children: ProfileTreeRow[] }
  /** A session that is held for the profile above it. */
  | { readonly kind: "session"; readonly session: HeldSession }
  /** A section that gives no profile although it should, or a problem of a whole file. */
  | { readonly kind: "problem"; readonly title: string; problem: ProfileProblem };

/**
 * The rows of the tree: every profile under its source profile, in file order. The profiles of a cycle have no source
 * that begins, so each of them is a root. Broken sections come last.
 */
export function profileRows(profiles: Profiles): ProfileTreeRow[] {
  const rows = new Map(
    profiles.profiles.map((profile) => [
      profile.name,
      { kind: "profile" as const, profile, children: [] as ProfileTreeRow[] },
    ]),
  );
  const roots: ProfileTreeRow[] = [];
  for (const row of rows.values()) {
    const { parent } = row.profile;
    const above =
      parent === undefined || isInCycle(row.profile, profiles.byName) ? undefined : rows.get(parent);
    (above?.children ?? roots).push(row);
  }
  return [
    ...roots,
    ...profiles.unreachable.flatMap(({ title, problems }) =>
      problems.slice(0, 1).map((problem) => ({ kind: "problem" as const, title: `[${title}]`, problem })),
    ),
    ...profiles.problems.map((problem) => ({ kind: "problem" as const, title: problem.file, problem })),
  ];
}

function isInCycle(start: Profile, byName: ReadonlyMap<string, Profile>): boolean {
  const seen = new Set<string>();
  for (let at: Profile | undefined = start; at?.parent !== undefined; at = byName.get(at.parent)) {
    if (at.parent === start.name) return true;
    // A cycle further up, of which the start is no part: it hangs below it.
    if (seen.has(at.name)) return false;
    seen.add(at.name);
  }
  return false;
}
