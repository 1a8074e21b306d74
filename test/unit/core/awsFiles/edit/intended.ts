import type { Change } from "./change.ts";

/** What profiles say: the values of their keys, by name. */
export type Values = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the change means for the profiles, without a look at any text. */
export function intended(before: Values, made: Change): Values {
  switch (made.kind) {
    case "set":
      return { ...before, [made.profile]: { ...before[made.profile], [made.key]: made.value } };
    case "add":
      return {
        ...before,
        // The credentials file counts before the config file.
        [made.name]:
          made.file === "credentials"
            ? { ...before[made.name], ...Object.fromEntries(made.entries) }
            : { ...Object.fromEntries(made.entries), ...before[made.name] },
      };
    case "remove":
      return Object.fromEntries(Object.entries(before).filter(([name]) => name !== made.profile));
    case "replace": {
      let after = before;
      for (const profile of made.gone) after = intended(after, { kind: "remove", profile });
      for (const section of made.sections) after = intended(after, { kind: "add", ...section });
      return after;
    }
    case "rename":
      return Object.fromEntries(
        Object.entries(before).map(([name, settings]) => [
          name === made.from ? made.to : name,
          settings["source_profile"] === made.from ? { ...settings, source_profile: made.to } : settings,
        ]),
      );
  }
}
