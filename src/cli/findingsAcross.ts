import { resolve, sep } from "node:path";
import type { Catalogue } from "../core/catalogue/catalogue.ts";
import type { Finding } from "../language/diagnostics/finding.ts";
import { defaultSettings } from "../language/diagnostics/settings.ts";
import { CrossFileDiagnosis } from "../language/workspace/crossFileDiagnosis.ts";
import { WorkspaceIndex } from "../language/workspace/workspaceIndex.ts";
import { isOwn, type FoundDocument } from "./lintDocuments.ts";

/** The findings of documents that are compared with each other; other files of the folder are not read for them. */
export class FindingsAcross {
  readonly #diagnosis: CrossFileDiagnosis;

  constructor(
    documents: readonly FoundDocument[],
    private readonly folder: string,
    catalogue: Catalogue,
  ) {
    const index = new WorkspaceIndex();
    for (const { file, kind, text } of documents.filter(isOwn)) {
      index.update({ uri: file, path: this.#path(file), kind, text });
    }
    this.#diagnosis = new CrossFileDiagnosis(index, catalogue);
  }

  of({ file }: FoundDocument): Promise<Finding[]> {
    return this.#diagnosis.judge(this.#path(file), defaultSettings);
  }

  /** As role configs name it, with `/`; on Windows with the drive as a folder. */
  #path(file: string): string {
    const path = resolve(this.folder, file).split(sep).join("/");
    return path.startsWith("/") ? path : `/${path}`;
  }
}
