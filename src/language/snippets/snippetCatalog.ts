import type { DocumentKind } from "../../core/openConfig/model.ts";
import assumeRole from "../../../snippets/assume-role.json";
import bucketPolicy from "../../../snippets/bucket-policy.json";
import inlinePolicy from "../../../snippets/inline-policy.json";
import trustPolicy from "../../../snippets/trust-policy.json";

/** Where a snippet fits: a whole file, or one element of the array of that name. */
export type SnippetPlace = "document" | "statement" | "hop" | "bucket" | "check";

/** One entry of a snippet file; `body` is in VS Code's snippet syntax, one line an element, indented by tabs. */
export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

type SnippetFile = Readonly<Record<string, Omit<Snippet, "name"> & { readonly place: string }>>;

const policies: Partial<Record<DocumentKind, SnippetFile>> = {
  trust: trustPolicy,
  identity: inlinePolicy,
  session: inlinePolicy,
  boundary: inlinePolicy,
  bucket: bucketPolicy,
};

/**
 * The snippets of a kind of document for a place, in the order of their file. A policy's file holds statements: as
 * documents they come with the frame around them.
 */
export function snippetsFor(kind: DocumentKind, place: SnippetPlace): Snippet[] {
  const file = kind === "roleConfig" ? assumeRole : policies[kind];
  if (file === undefined) return [];
  const framed = kind !== "roleConfig" && place === "document";
  return Object.entries<SnippetFile[string]>(file)
    .filter(([, snippet]) => snippet.place === (framed ? "statement" : place))
    .map(([name, { prefix, description, body }]) => ({
      name,
      prefix,
      description,
      body: framed ? policyOf(body) : body,
    }));
}

function policyOf(statements: readonly string[]): string[] {
  return [
    "{",
    '\t"Version": "2012-10-17",',
    '\t"Statement": [',
    ...statements.map((line) => `\t\t${line}`),
    "\t]",
    "}",
  ];
}
