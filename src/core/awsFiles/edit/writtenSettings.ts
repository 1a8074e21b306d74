import { KeyTable } from "../../profiles/keys.ts";
import { LineIndex } from "../../text/lineIndex.ts";
import type { AwsEntry, AwsFileKind } from "../model.ts";
import type { AwsFiles, SettingPath } from "./model.ts";
import { countingSections } from "./sectionsOf.ts";

/** A setting of a profile as it stands in a file. The value of a secret is left out. */
export interface WrittenSetting {
  readonly path: SettingPath;
  readonly value: string | undefined;
  /** Its value is the block of keys below it, which are listed behind it. */
  readonly isBlock: boolean;
  readonly file: AwsFileKind;
  /** From 1. */
  readonly line: number;
}

/**
 * The settings of a profile in the order of the files, `config` first. Of a key that stands several times the one that
 * counts: of the credentials file before the config file, the last before the others.
 */
export function writtenSettings(files: AwsFiles, profile: string): readonly WrittenSetting[] {
  const keys = new KeyTable();
  const found = new Map<string, WrittenSetting>();
  for (const file of [files.config, files.credentials]) {
    if (file === undefined) continue;
    const lines = new LineIndex(file.text);
    const add = ({ key, value, keySpan, nested }: AwsEntry, path: SettingPath): void => {
      const name = settingName(path);
      // What counts is listed at its own place.
      found.delete(name);
      found.set(name, {
        path,
        value: keys.of(key).secret ? undefined : value,
        isBlock: nested.length > 0,
        file: file.kind,
        line: lines.position(keySpan.start).line + 1,
      });
    };
    for (const entry of countingSections(file, profile).flatMap(({ entries }) => entries)) {
      const key = entry.key.toLowerCase();
      add(entry, { key });
      for (const nested of entry.nested) add(nested, { key: nested.key, nestedIn: key });
    }
  }
  return [...found.values()];
}

/** How a setting is called: `region`, `s3.addressing_style`. */
export function settingName({ key, nestedIn }: SettingPath): string {
  return nestedIn === undefined ? key : `${nestedIn}.${key}`;
}
