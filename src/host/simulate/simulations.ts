import * as vscode from "vscode";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { resolveFrom } from "../../core/openConfig/filePath.ts";
import { parseRoleConfig } from "../../core/roleConfig/parse.ts";
import type { RoleConfig } from "../../core/roleConfig/model.ts";
import { loadChain, namesManagedPolicies, pathsOf } from "../../core/simulate/loadChain.ts";
import type { ChainDocument, ChainResult } from "../../core/simulate/model.ts";
import { PolicyLibrary } from "../../core/simulate/policyLibrary.ts";
import { simulateChain } from "../../core/simulate/simulateChain.ts";
import type { Span } from "../../core/text/span.ts";
import { findWorkspaceFiles } from "../filesOfWorkspace.ts";
import { savedUri } from "../savedUri.ts";
import type { SourceText } from "./workspaceTexts.ts";
import { WorkspaceTexts } from "./workspaceTexts.ts";

const debounceMilliseconds = 150;

/** A path that a variable fills names files that the text does not. */
const pathWithPlaceholder = /<[^"<>]+>[^"]*\.jsonc?"/i;

/** A role config with its simulation, and the texts that it was made from. */
export interface SimulatedConfig {
  readonly uri: vscode.Uri;
  readonly source: SourceText;
  readonly result: ChainResult;
  /** The policy files, by the path that the config writes. */
  readonly files: ReadonlyMap<string, SourceText>;
}

/** Where a part of a document stands in a file; undefined for a policy that AWS manages. */
export function locate(
  config: SimulatedConfig,
  policy: string,
  span: Span,
): { readonly source: SourceText; readonly range: vscode.Range } | undefined {
  const document = documentNamed(config, policy);
  const source = document && sourceOf(config, document);
  return source && { source, range: source.range(span) };
}

export function documentNamed({ result }: SimulatedConfig, policy: string): ChainDocument | undefined {
  return result.chain.documents.find(({ name }) => name === policy);
}

/** The text that the spans of a document count in. */
export function sourceOf(
  { source, files }: SimulatedConfig,
  document: ChainDocument,
): SourceText | undefined {
  switch (document.source.kind) {
    case "file":
      return files.get(document.source.path);
    case "inline":
      return source;
    case "awsManaged":
      return undefined;
  }
}

interface Entry {
  readonly uri: vscode.Uri;
  dirty: boolean;
  running: Promise<SimulatedConfig | undefined> | undefined;
  last: SimulatedConfig | undefined;
  /** Where the policy files stand or should stand: an edit of one of them makes the entry dirty. */
  paths: ReadonlySet<string>;
}

/**
 * The role configs of the workspace, simulated when somebody asks and again after an edit of the config or of a policy
 * that it names. Every question is answered from the texts as they are shown; nothing is read from AWS.
 */
export class Simulations implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<readonly vscode.Uri[]>();
  /** Role configs whose simulation may be another now, and those that came or went. */
  readonly onDidChange = this.#changed.event;
  readonly #texts = new WorkspaceTexts();
  readonly #library = new PolicyLibrary();
  readonly #entries = new Map<string, Entry>();
  readonly #disposables: vscode.Disposable;
  #found: Promise<readonly vscode.Uri[]> | undefined;
  #touched = new Map<string, vscode.Uri>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly catalogue: () => Promise<Catalogue>) {
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.assume-role.{json,jsonc}", false, true);
    const listChanged = (uri: vscode.Uri) => {
      this.#found = undefined;
      this.#touch(uri);
    };
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      this.#texts,
      watcher,
      watcher.onDidCreate(listChanged),
      watcher.onDidDelete(listChanged),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#found = undefined;
        this.#fire([]);
      }),
      this.#texts.onDidChange((uri) => {
        this.#outdate(uri);
      }),
    );
  }

  /** Where the role configs of the workspace stand, in the order of their paths; none is read for this. */
  async uris(): Promise<readonly vscode.Uri[]> {
    this.#found ??= this.#find();
    return this.#found;
  }

  /** All role configs of the workspace, simulated. */
  async all(): Promise<readonly SimulatedConfig[]> {
    const configs = await Promise.all((await this.uris()).map((uri) => this.of(uri)));
    return configs.filter((config) => config !== undefined);
  }

  /** One role config; it need not be in the workspace. Undefined where there is no such file. */
  async of(uri: vscode.Uri): Promise<SimulatedConfig | undefined> {
    const key = uri.toString();
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = { uri, dirty: true, running: undefined, last: undefined, paths: new Set() };
      this.#entries.set(key, entry);
    }
    if (entry.running !== undefined) {
      await entry.running;
      // Edited while it ran.
      if (entry.dirty) return this.of(uri);
      return entry.last;
    }
    if (!entry.dirty) return entry.last;
    const running = this.#simulate(entry).finally(() => {
      entry.running = undefined;
    });
    entry.running = running;
    return running;
  }

  /** The next question reads the config and its files anew, or all of them: news of files on disk come late. */
  renew(uri?: vscode.Uri): void {
    if (uri === undefined) this.#found = undefined;
    for (const [key, entry] of this.#entries) {
      if (uri === undefined || key === uri.toString()) entry.dirty = true;
    }
  }

  /** The role configs of the workspace that name a policy file; those whose text cannot name it are not simulated. */
  async naming(uri: vscode.Uri): Promise<readonly SimulatedConfig[]> {
    const key = uri.toString();
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    const configs = await Promise.all(
      (await this.uris()).map(async (config) => {
        const text = (await this.#texts.read(config))?.text ?? "";
        return text.includes(name) || pathWithPlaceholder.test(text) ? this.of(config) : undefined;
      }),
    );
    return configs
      .filter((config) => config !== undefined)
      .filter(({ files }) => [...files.values()].some((source) => source.uri.toString() === key));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }

  async #find(): Promise<readonly vscode.Uri[]> {
    const uris = await findWorkspaceFiles("**/*.assume-role.{json,jsonc}");
    return uris.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async #simulate(entry: Entry): Promise<SimulatedConfig | undefined> {
    entry.dirty = false;
    const source = await this.#texts.read(entry.uri);
    if (source === undefined) {
      entry.last = undefined;
      return undefined;
    }
    const before = entry.last;
    // The same object for the same text: then the steps that no policy touched are taken over.
    const config =
      before?.source.text === source.text ? before.result.chain.config : parseRoleConfig(source.text);
    const places = pathsOf(config).map((path) => ({ path, uri: policyUri(entry.uri, path) }));
    entry.paths = new Set(places.map(({ uri }) => uri.toString()));
    const [read, managed] = await Promise.all([
      Promise.all(places.map(async ({ path, uri }) => ({ path, text: await this.#texts.read(uri) }))),
      this.#managedPolicies(config),
    ]);
    const files = new Map(
      read.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text] as const])),
    );
    const chain = loadChain(config, { file: (path) => files.get(path)?.text, managed }, this.#library);
    entry.last = { uri: entry.uri, source, files, result: simulateChain(chain, before?.result) };
    return entry.last;
  }

  async #managedPolicies(config: RoleConfig): Promise<(arn: string) => string | undefined> {
    if (!namesManagedPolicies(config)) return () => undefined;
    const policies = await (await this.catalogue()).managedPolicies();
    return (arn) => {
      const policy = policies.find(arn);
      return policy && JSON.stringify(policy.document, undefined, 2);
    };
  }

  /** Marks every config that the text plays a part in. */
  #outdate(uri: vscode.Uri): void {
    const key = uri.toString();
    for (const [config, entry] of this.#entries) {
      if (config === key || entry.paths.has(key)) this.#touch(entry.uri);
    }
  }

  #touch(uri: vscode.Uri): void {
    const entry = this.#entries.get(uri.toString());
    if (entry !== undefined) entry.dirty = true;
    this.#touched.set(uri.toString(), uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#fire([...this.#touched.values()]);
      this.#touched.clear();
    }, debounceMilliseconds);
  }

  #fire(uris: readonly vscode.Uri[]): void {
    this.#changed.fire(uris);
  }
}

/** A path as a config writes it, from the config's folder. It stays in the config's file system, whatever it looks like. */
function policyUri(config: vscode.Uri, path: string): vscode.Uri {
  const saved = savedUri(config);
  return saved.with({ path: resolveFrom(saved.path, path) });
}
