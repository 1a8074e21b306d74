import { countingSections } from "../awsFiles/edit/sectionsOf.ts";
import { lastEntry } from "../awsFiles/edit/lines.ts";
import type { AwsFiles } from "../awsFiles/edit/model.ts";
import type { AwsEntry, AwsFile } from "../awsFiles/model.ts";
import type { SetupFinding } from "./model.ts";

/**
 * Keys of the config file that do not count, because the same profile has another value for them in the credentials
 * file. https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 */
export function shadowedKeys({ config, credentials }: AwsFiles): SetupFinding[] {
  if (config === undefined || credentials === undefined) return [];
  const names = new Set(config.sections.filter(isProfile).map(({ name }) => name));
  return credentials.sections
    .filter((section) => isProfile(section) && names.has(section.name))
    .flatMap(({ name }) => {
      const hiddenOnes = entriesOf(config, name);
      return [...entriesOf(credentials, name)].flatMap(([key, winner]): SetupFinding[] => {
        const hidden = hiddenOnes.get(key);
        if (hidden === undefined || hidden.value === winner.value) return [];
        return [
          {
            code: "shadowedKey",
            severity: "warning",
            message: `'${key}' of profile '${name}' stands in both files with different values: the one in the credentials file counts, this one does not. Remove one of them.`,
            place: { file: "config", span: hidden.keySpan },
          },
        ];
      });
    });
}

function isProfile({ type }: AwsFile["sections"][number]): boolean {
  return type === "profile" || type === "default";
}

function entriesOf(file: AwsFile, profile: string): ReadonlyMap<string, AwsEntry> {
  const found = new Map<string, AwsEntry>();
  for (const section of countingSections(file, profile)) {
    for (const { key } of section.entries) {
      const entry = lastEntry(section, key.toLowerCase());
      if (entry !== undefined) found.set(key.toLowerCase(), entry);
    }
  }
  return found;
}
