import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { AwsFileKind, AwsSection } from "../core/awsFiles/model.ts";
import { parseAwsFile } from "../core/awsFiles/parse.ts";
import type { LiveRequest } from "../core/livePort.ts";
import type { Plan } from "../core/profiles/model.ts";

/**
 * A digest of the text of every section that a plan's profile is made of: its own, those on the way over
 * `source_profile`, and the `sso-session` and `services` that they name. Blank lines and comments count too, which
 * ends a session once too often rather than once too seldom. Empty for a plan without a profile.
 */
export async function profileSections(
  plan: Pick<Plan, "profile">,
  files: LiveRequest["files"],
): Promise<string> {
  if (plan.profile === undefined) return "";
  const kinds = ["config", "credentials"] as const;
  const sections = (await Promise.all(kinds.map((kind) => sectionsOf(kind, files[kind])))).flat();
  const digest = createHash("sha256");
  const seen = new Set<string>();
  const todo = [`profile ${plan.profile}`];
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const section of sections.filter((one) => one.name === name)) {
      digest.update(JSON.stringify([section.file, section.text.trimEnd()]));
      todo.push(...section.names);
    }
  }
  return digest.digest("hex");
}

interface NamedText {
  readonly file: AwsFileKind;
  /** "profile dev", "sso-session corp", "services local". */
  readonly name: string;
  readonly text: string;
  /** The sections that it names, in the same form. */
  readonly names: readonly string[];
}

/** A file that cannot be read has no sections: a session from it ends. */
async function sectionsOf(file: AwsFileKind, path: string): Promise<NamedText[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  return parseAwsFile(file, text).sections.flatMap((section) => {
    const name = nameOf(section);
    return name === undefined
      ? []
      : { file, name, text: text.slice(section.span.start, section.span.end), names: namesIn(section) };
  });
}

function nameOf(section: AwsSection): string | undefined {
  switch (section.type) {
    case "profile":
      return `profile ${section.name}`;
    case "default":
      return "profile default";
    case "ssoSession":
      return `sso-session ${section.name}`;
    case "services":
      return `services ${section.name}`;
    case "other":
      return undefined;
  }
}

const references: Readonly<Record<string, string>> = {
  source_profile: "profile",
  sso_session: "sso-session",
  services: "services",
};

function namesIn(section: AwsSection): string[] {
  return section.entries.flatMap(({ key, value }) => {
    const kind = references[key.toLowerCase()];
    return kind === undefined ? [] : [`${kind} ${value}`];
  });
}
