import type { AwsFile, AwsSection } from "../model.ts";

/** Every section of a file that gives this profile settings, the hidden `[default]` included. */
export function sectionsOf(file: AwsFile | undefined, profile: string): readonly AwsSection[] {
  return (file?.sections ?? []).filter(
    ({ type, name }) => (type === "profile" || type === "default") && name === profile,
  );
}

/** The same without a `[default]` that `[profile default]` hides. */
export function countingSections(file: AwsFile | undefined, profile: string): readonly AwsSection[] {
  const all = sectionsOf(file, profile);
  const hidesDefault = all.some(({ type }) => type === "profile");
  return hidesDefault ? all.filter(({ type }) => type === "profile") : all;
}
