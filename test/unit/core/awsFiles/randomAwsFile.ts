import type { AwsFileKind } from "../../../../src/core/awsFiles/model.ts";
import type { Random } from "./random.ts";

const scraps = [
  "[",
  "]",
  "[profile ",
  "[default]",
  "[sso-session s]",
  "[services v]",
  "profile",
  "default",
  "role_arn",
  "region",
  "source_profile",
  "credential_source",
  "aws_access_key_id",
  "AKIAIOSFODNN7EXAMPLE",
  "sts",
  "endpoint_url",
  "a",
  "b",
  "=",
  " = ",
  ":",
  "#",
  " # ",
  ";",
  '"',
  "'",
  "\\",
  " ",
  "  ",
  "\t",
  "\n",
  "\n",
  "\n",
  "\r\n",
  "\r",
  "\u0000",
  "\ufeff",
  "\ufffd",
  "\u00a0",
  "\u2028",
  "\ud800",
  "é",
  "日本",
  "\n  ",
  "900",
  "Environment",
  "__proto__",
  "constructor",
] as const;

/** Text that has everything that can go wrong in it. */
export function randomJunk(random: Random): string {
  return random.many(120, () => random.pick(scraps)).join("");
}

export interface IntendedSection {
  readonly name: string;
  readonly entries: readonly (readonly [string, string])[];
}

const names = ["base", "dev", "prod", "team.a@corp", "x-1", "with blank"] as const;
const keys = ["region", "output", "role_arn", "external_id", "granted_color", "x_tool"] as const;
const values = [
  "eu-west-1",
  "json",
  "arn:aws:iam::111122223333:role/Deploy",
  "a=b",
  "x#y",
  "two words",
  "https://h:1/p?q=1",
] as const;

/** A well-formed file with comments, blank lines and free spacing, and what every tool should read in it. */
export function randomAwsFile(
  random: Random,
  kind: AwsFileKind,
): { readonly text: string; readonly sections: readonly IntendedSection[] } {
  const end = random.pick(["\n", "\r\n"]);
  const lines: string[] = [];
  const sections: IntendedSection[] = [];
  const filler = (): void => {
    lines.push(...random.many(2, () => random.pick(["", "  ", "# note", "; [note]", "\t# k = v"])));
  };
  filler();
  for (const name of names) {
    if (random.chance(40)) continue;
    const quoted = kind === "config" && (name.includes(" ") || random.chance(20));
    const shown = quoted ? `"${name}"` : name;
    lines.push(kind === "config" ? `[profile ${shown}]` : `[${shown}]`);
    const entries: [string, string][] = [];
    const indent = random.pick(["", "", "", "  "]);
    for (const key of keys) {
      if (random.chance(50)) continue;
      filler();
      const value = random.pick(values);
      lines.push(
        `${indent}${key}${random.pick([" = ", "=", " =", "=  "])}${value}${random.pick(["", " ", "\t"])}`,
      );
      entries.push([key, value]);
    }
    filler();
    sections.push({ name, entries });
  }
  return { text: lines.join(end) + (random.chance(50) ? end : ""), sections };
}
