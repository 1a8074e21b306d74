import type { DocumentKind, Target } from "./model.ts";
import { awsFileTarget } from "./awsFileTarget.ts";
import type { RoleConfigSource } from "./chain.ts";
import { policyTarget } from "./policyTarget.ts";
import { roleConfigTarget } from "./roleConfigTarget.ts";

/** The open document; `path` is absolute, with `/`, `offset` is the cursor's. */
export interface OpenDocument {
  readonly kind: DocumentKind;
  readonly path: string;
  readonly text: string;
  readonly offset: number;
}

/** What else the workspace knows. Of the role configs those count that name the document. */
export interface Surroundings {
  readonly roleConfigs: readonly RoleConfigSource[];
  /** The ARN that the user once gave for the role of a trust policy. */
  readonly rememberedRole?: (path: string) => string | undefined;
}

/**
 * What the live commands can use of the open document: roles to assume, buckets to list, the profile to start from.
 * Placeholders that a role config's variables fill are filled; all others stay in the text, to be asked for.
 */
export function deriveTarget(document: OpenDocument, surroundings: Surroundings): Target {
  switch (document.kind) {
    case "roleConfig":
      return roleConfigTarget(document);
    case "awsConfig":
    case "awsCredentials":
      return awsFileTarget(document, document.kind);
    case "trust":
    case "identity":
    case "bucket":
    case "session":
    case "boundary":
    case "scp":
    case "rcp":
      return policyTarget(document, document.kind, surroundings);
  }
}
