import type { AwsFileKind } from "../../core/awsFiles/model.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";

/** The texts of both files as the editor has them, saved or not; one may be missing. */
export type AwsTexts = Partial<Readonly<Record<AwsFileKind, string>>>;

/** A question about one place of one of the two files. */
export interface AwsFileRequest {
  readonly file: AwsFileKind;
  readonly texts: AwsTexts;
  /** In the text of `file`, in UTF-16 code units from its start. */
  readonly offset: number;
  readonly facts: WorkspaceFacts;
}
