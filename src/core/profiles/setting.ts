import type { Environment, Profile, Setting } from "./model.ts";

/** How a plan and its messages name a profile. It may hold any character: `visible` makes it fit to show. */
export function profileInWords({ name }: Pick<Profile, "name">): string {
  return `profile '${name}'`;
}

/** The value of a setting that is not a secret; undefined where it is absent or empty. */
export function valueOf(section: Pick<Profile, "settings">, loweredKey: string): string | undefined {
  return plainSetting(section, loweredKey)?.value;
}

/** The same with its place. */
export function plainSetting(
  section: Pick<Profile, "settings">,
  loweredKey: string,
): (Setting & { readonly secret: false }) | undefined {
  const setting = section.settings.get(loweredKey);
  return setting === undefined || setting.secret || setting.value === "" ? undefined : setting;
}

/** A variable of the environment; an empty one is as good as none. */
export function given(environment: Environment, name: string): string | undefined {
  const value = environment[name];
  return value === "" ? undefined : value;
}

/** AWS tools take `true` in any case for true and nothing else. */
export function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === "true";
}
