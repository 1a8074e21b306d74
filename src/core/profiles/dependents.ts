import type { Profiles } from "./model.ts";
import { valueOf } from "./setting.ts";

/** The profiles that name another one as their source, in file order: they break when it goes. */
export function dependentsOf(profiles: Profiles, name: string): readonly string[] {
  return profiles.profiles
    .filter((profile) => profile.name !== name && valueOf(profile, "source_profile") === name)
    .map((profile) => profile.name);
}
