import type { Policy } from "../../core/policy/model.ts";
import type { DescribedPrincipal } from "./describedPrincipal.ts";
import type { ConfigFile, IndexedFile, PolicyFile } from "./indexedFile.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";
import { workspaceKey, type PrincipalName } from "./workspaceKey.ts";

/** What a view needs besides the index. */
export interface Lookups {
  /** A policy that AWS manages, by its ARN; undefined where there is no such policy. */
  readonly managedPolicy: (arn: string) => { readonly text: string; readonly policy: Policy } | undefined;
  readonly principal: (name: PrincipalName) => DescribedPrincipal | undefined;
}

/**
 * The index as one judgement sees it. It remembers under which keys it looked: when something changes under one of
 * them, the judgement has to be made anew, and else it has not.
 */
export class WorkspaceView {
  readonly looked = new Set<string>();

  constructor(
    private readonly index: WorkspaceIndex,
    private readonly lookups: Lookups,
  ) {}

  filesWith(key: string): readonly IndexedFile[] {
    this.looked.add(key);
    return this.index.filesWith(key);
  }

  configsWith(key: string): readonly ConfigFile[] {
    this.looked.add(key);
    return this.index.configsWith(key);
  }

  policyAt(path: string): PolicyFile | undefined {
    this.looked.add(workspaceKey.file(path));
    return this.index.policyAt(path);
  }

  managedPolicy(arn: string): Policy | undefined {
    return this.lookups.managedPolicy(arn)?.policy;
  }

  /** Its document as JSON text. */
  managedText(arn: string): string | undefined {
    return this.lookups.managedPolicy(arn)?.text;
  }

  principal(name: PrincipalName): DescribedPrincipal | undefined {
    this.looked.add(workspaceKey.description(name));
    return this.lookups.principal(name);
  }
}
