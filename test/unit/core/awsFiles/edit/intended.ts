import type { Change } from "./change.ts";

/** What profiles say: the values of their keys, by name. A key of a block as `s3.max_queue_size`, the block as `s3`. */
export type Values = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the change means for the profiles, without a look at any text. */
export function intended(before: Values, made: Change): Values {
  switch (made.kind) {
    case "set": {
      const settings = before[made.profile] ?? {};
      return {
        ...before,
        [made.profile]:
          made.nestedIn === undefined
            ? { ...settings, [made.key]: made.value }
            : { ...settings, [made.nestedIn]: "", [`${made.nestedIn}.${made.key}`]: made.value },
      };
    }
    case "unset": {
      const block = made.nestedIn ?? made.key;
      const kept = Object.entries(before[made.profile] ?? {}).filter(([key]) =>
        made.nestedIn === undefined
          ? key !== block && !key.startsWith(`${block}.`)
          : key !== `${block}.${made.key}`,
      );
      // A block goes with its last key.
      const isEmpty = made.nestedIn !== undefined && !kept.some(([key]) => key.startsWith(`${block}.`));
      return {
        ...before,
        [made.profile]: Object.fromEntries(kept.filter(([key]) => !isEmpty || key !== block)),
      };
    }
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
