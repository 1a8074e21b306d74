import type { Profiles } from "./model.ts";
import { profilesOfProcess } from "./processProfile.ts";
import { valueOf } from "./setting.ts";

/** The profiles that take their credentials from another one, straight or through others: they break when it goes. */
export function dependentsOf(profiles: Profiles, name: string): readonly string[] {
  const found = new Set([name]);
  // A set grows while it is walked, so that each newcomer is looked at as well.
  for (const source of found) {
    for (const profile of profiles.profiles) {
      const named = [
        valueOf(profile, "source_profile"),
        ...profilesOfProcess(valueOf(profile, "credential_process") ?? ""),
      ];
      if (named.includes(source)) found.add(profile.name);
    }
  }
  found.delete(name);
  return [...found];
}
