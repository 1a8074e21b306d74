import type { Policy } from "../../core/policy/model.ts";
import { describePrincipal, type DescribedPrincipal } from "./describedPrincipal.ts";
import type { ConfigFile, IndexedFile, PolicyFile } from "./indexedFile.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";
import { workspaceKey, type PrincipalName } from "./workspaceKey.ts";

/** Policies that AWS manages, by their ARNs; undefined where there is no such policy. */
export type ManagedPolicyLookup = (arn: string) => Policy | undefined;

/**
 * The index as one judgement sees it. It remembers under which keys it looked: when something changes under one of
 * them, the judgement has to be made anew, and else it has not.
 */
export class WorkspaceView {
  readonly looked = new Set<string>();
  readonly #principals = new Map<string, DescribedPrincipal | undefined>();

  constructor(
    private readonly index: WorkspaceIndex,
    readonly managedPolicy: ManagedPolicyLookup,
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

  principal(name: PrincipalName): DescribedPrincipal | undefined {
    const key = workspaceKey.describesPrincipal(name);
    if (!this.#principals.has(key)) this.#principals.set(key, describePrincipal(this, name));
    return this.#principals.get(key);
  }
}
