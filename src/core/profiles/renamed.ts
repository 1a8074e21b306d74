import type { Profile, Profiles } from "./model.ts";

/**
 * The new name of a profile that is gone: where just one profile is new, stands under the same settings, and no other
 * one went. Undefined where nothing says that it is the same profile.
 */
export function renamedTo(before: Profiles, after: Profiles, name: string): string | undefined {
  const old = before.byName.get(name);
  if (old === undefined || after.byName.has(name)) return undefined;
  const gone = before.profiles.filter((profile) => !after.byName.has(profile.name));
  const fresh = after.profiles.filter((profile) => !before.byName.has(profile.name));
  const [one] = fresh;
  return gone.length === 1 && fresh.length === 1 && one !== undefined && isSame(old, one)
    ? one.name
    : undefined;
}

/** By what both say. Of secrets it is known only that they are there, which is enough beside all else. */
function isSame(a: Profile, b: Profile): boolean {
  const text = ({ settings }: Profile): string =>
    JSON.stringify(
      [...settings].map(([key, setting]) => [key, setting.secret ? setting.file : setting.value]),
    );
  return text(a) === text(b);
}
