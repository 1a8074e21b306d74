import { readFileSync } from "node:fs";
import type { AwsFileRequest } from "../../../../src/language/awsFiles/request.ts";
import { noFacts } from "../../../../src/language/workspaceFacts.ts";
import { exampleFacts } from "../completion/facts.ts";

/** The files of a case; `|` in one of them is the caret. */
export interface CaretFiles {
  readonly name: string;
  readonly config?: readonly string[];
  readonly credentials?: readonly string[];
  readonly facts?: boolean;
}

export function readCaretCases(file: string): unknown {
  return (JSON.parse(readFileSync(`test/cases/${file}`, "utf8")) as { readonly cases: unknown }).cases;
}

export function requestOf({
  config,
  credentials,
  facts,
}: CaretFiles): AwsFileRequest & { readonly text: string } {
  const marked = { config: config?.join("\n"), credentials: credentials?.join("\n") };
  const file = marked.config?.includes("|") === true ? "config" : "credentials";
  const offset = marked[file]?.indexOf("|") ?? -1;
  if (offset === -1) throw new Error("No caret.");
  const text = (marked[file] ?? "").replace("|", "");
  return {
    file,
    text,
    offset,
    facts: facts === true ? exampleFacts : noFacts,
    texts: {
      ...(marked.config === undefined ? {} : { config: marked.config }),
      ...(marked.credentials === undefined ? {} : { credentials: marked.credentials }),
      [file]: text,
    },
  };
}
