import type { DocumentKind } from "../../core/openConfig/model.ts";
import type { ServiceFacts } from "../../core/catalogue/serviceFacts.ts";
import type { Report, RuleFacts } from "../rules/rule.ts";
import type { ConfigFile, PolicyFile } from "./indexedFile.ts";
import type { Reading } from "./reading.ts";
import type { WorkspaceView } from "./workspaceView.ts";

/** What a rule across files may look at. */
export interface CrossFileContext {
  readonly view: WorkspaceView;
  /** The file that is judged: all findings are places in it. */
  readonly file: PolicyFile | ConfigFile;
  /** The policies that stand in the file, once for each role config that names it. */
  readonly readings: readonly Reading[];
  /** Facts about the actions of S3. */
  readonly s3: ServiceFacts;
}

/** A rule that compares a file with others. It is silent where the other side is not known. */
export interface CrossFileRule extends Omit<RuleFacts, "kinds"> {
  /** The kinds of files that have such findings. */
  readonly kinds: readonly DocumentKind[];
  check(context: CrossFileContext): Iterable<Report>;
}
