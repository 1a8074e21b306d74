import type { DocumentKind } from "../../core/openConfig/model.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";

/** A file that a role config could name. */
export interface NearFile {
  /** Relative to the config's folder, with `/`. */
  readonly path: string;
  /** What its name or content says it is; undefined where neither does. */
  readonly kind: DocumentKind | undefined;
}

/** A profile that could make the live call. */
export interface NamedProfile {
  readonly name: string;
  /** In a few words: the role it assumes, or where its credentials come from. */
  readonly detail: string;
}

/** A question about one place of a role config. */
export interface RoleConfigRequest {
  /** The whole document. */
  readonly text: string;
  /** In UTF-16 code units from its start. */
  readonly offset: number;
  readonly facts: WorkspaceFacts;
  readonly profiles: readonly NamedProfile[];
  /** Asked only where a path can stand. */
  readonly files: () => Promise<readonly NearFile[]>;
}
