import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { DocumentKind } from "../core/openConfig/model.ts";
import { documentKind } from "../core/policy/kind.ts";
import type { PolicyKind } from "../core/policy/model.ts";
import { documentContent } from "../language/embedded/documentContent.ts";
import type { EmbeddingFormat } from "../language/embedded/embeddedPolicy.ts";
import { policiesOf } from "./roleConfigPolicies.ts";

/** Where the command runs. */
export interface LintPlaces {
  readonly folder: string;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** One of our documents, or a document of another tool with policies in it. */
export type LintedKind = DocumentKind | EmbeddingFormat;

/** True for a document that is one of ours as a whole. */
export function isOwn(document: FoundDocument): document is FoundDocument & { readonly kind: DocumentKind } {
  return document.kind !== "cloudFormation" && document.kind !== "terraform";
}

/** A file that is ours, read. */
export interface FoundDocument {
  /** As the user names it: relative to the folder where it lies below it; with `/`. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly kind: LintedKind;
  readonly text: string;
  /** Names of placeholders that a role config fills in this file. */
  readonly filled: readonly string[];
}

/** Folders that hold what others wrote or what a tool made. */
const skipped: ReadonlySet<string> = new Set(["node_modules", "cdk.out", "dist", "out", "build", "coverage"]);

/** Every policy, role config and `~/.aws` file: below the folder, and in the places that the environment names. */
export function findDocuments(places: LintPlaces): readonly FoundDocument[] {
  return [...findBelow(places, "."), ...awsFiles(places)];
}

/** Every policy, role config and `.aws` file below a folder that the user named. */
export function findBelow(places: LintPlaces, folder: string): readonly FoundDocument[] {
  const texts = new Map<string, string>();
  for (const path of jsonFiles(resolve(places.folder, folder))) {
    const text = readText(path);
    if (text !== undefined) texts.set(path, text);
  }
  const named = namedByRoleConfigs(texts);
  return [...texts].flatMap(([path, text]): FoundDocument[] => {
    const reference = named.get(path);
    const kind = reference?.kind ?? kindOf(path, text);
    if (kind === undefined) return [];
    return [{ file: display(places, path), path, kind, text, filled: reference?.filled ?? [] }];
  });
}

export function isFolder(places: LintPlaces, name: string): boolean {
  return statSync(resolve(places.folder, name), { throwIfNoEntry: false })?.isDirectory() === true;
}

/** One file that the user named; or what is wrong with it. */
export function readNamed(
  places: LintPlaces,
  file: string,
  kind: PolicyKind | undefined,
): FoundDocument | string {
  const path = resolve(places.folder, file);
  const text = readText(path);
  if (text === undefined) return `${file} cannot be read.`;
  const own = awsFiles(places).find((document) => resolve(places.folder, document.file) === path);
  const known = kind ?? own?.kind ?? awsKindOf(path) ?? kindOf(path, text);
  if (known === undefined)
    return `${file} is no policy that can be told by its name or content: name its --kind.`;
  return { file: display(places, path), path, kind: known, text, filled: fillersBeside(path) };
}

/** A file of `.aws` by its place. */
function awsKindOf(path: string): "awsConfig" | "awsCredentials" | undefined {
  const name = /[\\/]\.aws[\\/](config|credentials)$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  return name === "config" ? "awsConfig" : "awsCredentials";
}

/** The other of the two files in `~/.aws`: a profile is what both say. */
export function otherAwsFile(places: LintPlaces, document: FoundDocument): string | undefined {
  const other = document.kind === "awsConfig" ? "awsCredentials" : "awsConfig";
  const own = awsFiles(places);
  if (own.some(({ path }) => path === document.path)) return own.find(({ kind }) => kind === other)?.text;
  return readText(join(dirname(document.path), other === "awsConfig" ? "config" : "credentials"));
}

/** The text of a file as a role config names it; undefined where there is none. */
export function textBeside(document: FoundDocument, path: string): string | undefined {
  return readText(resolve(dirname(document.path), path));
}

/** The role configs of the folder say of which kind the policies are that they name, and fill their placeholders. */
function namedByRoleConfigs(
  texts: ReadonlyMap<string, string>,
): ReadonlyMap<string, { readonly kind: PolicyKind; readonly filled: readonly string[] }> {
  const named = new Map<string, { kind: PolicyKind; filled: readonly string[] }>();
  for (const [path, text] of texts) {
    if (documentKind(path, languageOf(path), "") !== "roleConfig") continue;
    for (const { path: target, kind, filled } of policiesOf(text)) {
      const absolute = resolve(dirname(path), target);
      const before = named.get(absolute);
      named.set(absolute, { kind: before?.kind ?? kind, filled: [...(before?.filled ?? []), ...filled] });
    }
  }
  return named;
}

/** Names that role configs in the file's own folder or in those above it, up to three, fill in it. */
function fillersBeside(path: string): readonly string[] {
  const found: string[] = [];
  let folder = dirname(path);
  for (let up = 0; up < 3; up++) {
    for (const name of list(folder)) {
      if (!/.\.assume-role\.jsonc?$/i.test(name)) continue;
      const text = readText(join(folder, name)) ?? "";
      for (const { path: target, filled } of policiesOf(text)) {
        if (resolve(folder, target) === path) found.push(...filled);
      }
    }
    folder = dirname(folder);
  }
  return found;
}

function awsFiles({ home, environment, folder }: LintPlaces): FoundDocument[] {
  const places = [
    { kind: "awsConfig", path: environment["AWS_CONFIG_FILE"] ?? join(home, ".aws", "config") },
    {
      kind: "awsCredentials",
      path: environment["AWS_SHARED_CREDENTIALS_FILE"] ?? join(home, ".aws", "credentials"),
    },
  ] as const;
  return places.flatMap(({ kind, path }) => {
    const text = readText(resolve(folder, path));
    return text === undefined ? [] : [{ file: path, path: resolve(folder, path), kind, text, filled: [] }];
  });
}

function jsonFiles(folder: string): string[] {
  return list(folder, true).flatMap((name) => {
    const path = join(folder, name);
    if (name.endsWith(sep)) {
      const bare = name.slice(0, -1);
      return bare.startsWith(".") || skipped.has(bare) ? [] : jsonFiles(join(folder, bare));
    }
    return /\.jsonc?$/i.test(name) ? [path] : [];
  });
}

/** Names in a folder, sorted; a folder's own name ends with a separator where `folders` asks for it. */
function list(folder: string, folders = false): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() || (folders && entry.isDirectory()))
      .map((entry) => (entry.isDirectory() ? entry.name + sep : entry.name))
      .sort();
  } catch {
    // A folder that may not be read holds nothing for us.
    return [];
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Templates and plans count where there is a policy in them. */
function kindOf(path: string, text: string): LintedKind | undefined {
  const content = documentContent(path, languageOf(path), text);
  if (content?.kind === "own") return content.documentKind;
  return content?.found.policies.some(({ judged }) => judged) === true ? content.found.format : undefined;
}

/** Comments are for the editor; the reader takes them in either. */
function languageOf(path: string): string {
  return path.toLowerCase().endsWith(".jsonc") ? "jsonc" : "json";
}

function display({ folder }: LintPlaces, path: string): string {
  const below = relative(resolve(folder), path);
  const shown = below === "" || below.startsWith("..") || isAbsolute(below) ? path : below;
  return shown.split(sep).join("/");
}
