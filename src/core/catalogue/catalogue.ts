import { patternMatcher, wildcardsOf } from "../evaluate/pattern.ts";
import { ActionNames } from "./actionNames.ts";
import { ActionSearch } from "./actionSearch.ts";
import { keyFacts } from "./keyFacts.ts";
import { KeyTable } from "./keyTable.ts";
import { ManagedPolicies } from "./managedPolicies.ts";
import type {
  ActionFacts,
  ActionName,
  ConditionKeyFacts,
  GlobalKeyFacts,
  ManagedPolicy,
  ResourceTypeFacts,
  ServiceSummary,
} from "./model.ts";
import { NearNames } from "./nearNames.ts";
import { OidcProviders } from "./oidcProviders.ts";
import { serviceFile, type PackedIndex, type PackedManagedPolicies, type PackedServices } from "./packed.ts";
import { ServiceFacts } from "./serviceFacts.ts";
import { ServicePrincipals } from "./servicePrincipals.ts";
import { literalHead, namesFrom } from "./sortedNames.ts";
import type { CatalogueSource } from "./source.ts";

interface Service {
  readonly summary: ServiceSummary;
  readonly names: ActionNames;
}

/**
 * What AWS says of services, actions, resource types and condition keys. Names and access levels of all actions are
 * there at once; descriptions, resources and keys come with `service`, which reads a file on first use. Every lookup
 * of a name goes through a hash or a sorted list and ignores case, as AWS does.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export class Catalogue {
  /** Day on which the actions were read from AWS, ISO 8601. */
  readonly date: string;
  /** Day of the newest AWS managed policy, ISO 8601. */
  readonly policiesDate: string;
  /** Packages that the data come from. */
  readonly sources: readonly { readonly name: string; readonly version: string }[];
  /** Sorted by prefix. */
  readonly services: readonly ServiceSummary[];
  readonly globalKeys: readonly GlobalKeyFacts[];
  readonly oidcProviders: OidcProviders;
  readonly servicePrincipals: ServicePrincipals;

  readonly #source: CatalogueSource;
  readonly #operations: ReadonlyMap<string, readonly string[]>;
  readonly #arnServices: ReadonlyMap<string, readonly string[]>;
  readonly #unlistedActions: ReadonlyMap<string, string>;
  readonly #prefixes: readonly string[];
  readonly #byPrefix = new Map<string, Service>();
  readonly #globalTable: KeyTable<GlobalKeyFacts>;
  readonly #foreignKeyPrefixes: KeyTable<readonly string[]>;
  readonly #files = new Map<string, Promise<unknown>>();
  readonly #loaded = new Map<string, ServiceFacts>();
  readonly #unlisted = new Map<string, ReadonlySet<string>>();
  readonly #unlistedKeys: ReadonlySet<string>;
  #managedPolicies: ManagedPolicies | undefined;
  #search: ActionSearch | undefined;
  readonly #searches = new Map<string, ActionSearch>();
  #byServiceName: ReadonlyMap<string, ServiceSummary> | undefined;
  #nearServices: NearNames<ServiceSummary> | undefined;
  readonly #nearActions = new Map<string, NearNames<ActionName>>();
  #nearGlobalKeys: NearNames<ConditionKeyFacts> | undefined;
  readonly #nearKeys = new Map<ServiceFacts, NearNames<ConditionKeyFacts>>();

  /** Reads the index. Rejects where the source does. */
  static async open(source: CatalogueSource): Promise<Catalogue> {
    // All files are ours and made by our script; a test reads every one of them.
    return new Catalogue(source, (await readJson(source, "index.json")) as PackedIndex);
  }

  private constructor(source: CatalogueSource, index: PackedIndex) {
    this.#source = source;
    // Maps and not objects: a text of the user may be `constructor`.
    this.#operations = new Map(Object.entries(index.operations));
    this.#arnServices = new Map(Object.entries(index.arnServices));
    this.#unlistedActions = new Map(Object.entries(index.unlistedActions));
    this.date = index.date;
    this.policiesDate = index.policiesDate;
    this.sources = index.sources.map(([name, version]) => ({ name, version }));
    this.services = index.services.map(([prefix, name, weight, actions, levels, uses]) => {
      const names = new ActionNames(prefix, actions, levels, uses);
      const summary = { prefix, name, weight, actionCount: names.count, referenceUrl: referenceUrl(name) };
      this.#byPrefix.set(prefix, { summary, names });
      return summary;
    });
    this.#prefixes = this.services.map(({ prefix }) => prefix);
    this.globalKeys = index.globalKeys.map(({ key, type, description, ...more }) => ({
      ...keyFacts(key, type, description),
      ...more,
    }));
    this.#globalTable = new KeyTable(this.globalKeys.map((key) => [key.key, key]));
    this.#unlistedKeys = new Set(index.unlistedKeys);
    this.#foreignKeyPrefixes = new KeyTable(Object.entries(index.keyServices));
    this.oidcProviders = new OidcProviders(index.oidcProviders);
    this.servicePrincipals = new ServicePrincipals(index.servicePrincipals);
  }

  /** A service by its prefix: `s3`. */
  serviceSummary(prefix: string): ServiceSummary | undefined {
    return this.#byPrefix.get(prefix.toLowerCase())?.summary;
  }

  /** The services that a prefix with wildcards covers, as in `s3*:Get*`. */
  servicesMatching(pattern: string): readonly ServiceSummary[] {
    const lower = pattern.toLowerCase();
    const head = literalHead(lower);
    const matches = patternMatcher(wildcardsOf(lower));
    const prefixes = head === lower ? [lower] : namesFrom(this.#prefixes, head).filter(matches);
    return prefixes.flatMap((prefix) => this.#byPrefix.get(prefix)?.summary ?? []);
  }

  /** Services whose prefix is close to a mistyped one, or whose name it is: `stepfunctions` → `states`. */
  nearestServices(text: string, limit = 3): readonly ServiceSummary[] {
    this.#byServiceName ??= new Map(this.services.map((service) => [squeezed(service.name), service]));
    this.#nearServices ??= new NearNames(this.services.map((service) => [service.prefix, service]));
    const named = this.#byServiceName.get(squeezed(text));
    const near = this.#nearServices.nearest(text, limit);
    return [...new Set(named === undefined ? near : [named, ...near])].slice(0, limit);
  }

  /** Name and access levels of an action, `s3:GetObject`, without loading its service. */
  actionName(action: string): ActionName | undefined {
    const colon = action.indexOf(":");
    return this.#byPrefix
      .get(action.slice(0, Math.max(colon, 0)).toLowerCase())
      ?.names.find(action.slice(colon + 1));
  }

  /** All actions of a service, sorted by name, without loading it. Empty for an unknown service. */
  actionNames(prefix: string): readonly ActionName[] {
    return this.#byPrefix.get(prefix.toLowerCase())?.names.all() ?? [];
  }

  /**
   * The actions that an Action element covers: `s3:Get*`, `s3*:*`, `*`. Sorted by service and name; empty where it
   * covers none. A NotAction covers all others: the caller turns it around.
   */
  expand(pattern: string): readonly ActionName[] {
    const colon = pattern.indexOf(":");
    if (colon === -1) return pattern === "*" ? this.expand("*:*") : [];
    const name = pattern.slice(colon + 1);
    return this.servicesMatching(pattern.slice(0, colon)).flatMap(
      ({ prefix }) => this.#byPrefix.get(prefix)?.names.matching(name) ?? [],
    );
  }

  /**
   * Actions by a part of their name, best first: `PBP`, `bucket policy`, `putbucketpol`. With `s3:` before it only those
   * of the service, with `s3 ` or `s3.` these before others. For a prefix without a name see `actionNames`.
   */
  searchActions(query: string, limit = 50): readonly ActionName[] {
    const [, prefix, name] = /^\s*([a-z0-9-]+)[:.\s]\s*(.+)$/i.exec(query) ?? [];
    const service = prefix === undefined ? undefined : this.#byPrefix.get(prefix.toLowerCase());
    const inService = service === undefined ? [] : this.#searchIn(service).find(name ?? "", limit);
    if (query.includes(":") || inService.length >= limit) return inService;
    return [...new Set([...inService, ...this.#searchAll().find(query, limit)])].slice(0, limit);
  }

  /** The actions of that name in any service, the most common service first: `AssumeRole` → `sts:AssumeRole`. */
  actionsNamed(name: string): readonly ActionName[] {
    const found = [...this.#byPrefix.values()].flatMap(({ names, summary }) => {
      const action = names.find(name);
      return action === undefined ? [] : [{ action, weight: summary.weight }];
    });
    return found
      .sort((a, b) => b.action.use - a.action.use || b.weight - a.weight)
      .map(({ action }) => action);
  }

  /**
   * Makes the index for `searchActions` over all services, which else the first such search does. It takes 50 to
   * 100 ms: worth doing while the user is not waiting.
   */
  prepareSearch(): void {
    this.#searchAll();
  }

  /**
   * What an unknown action most likely means, best first: the actions behind an API operation (`s3:ListBuckets` →
   * `s3:ListAllMyBuckets`), close names in the service, the same name in another service or in a near one.
   */
  nearestActions(action: string, limit = 3): readonly ActionName[] {
    const colon = action.indexOf(":");
    const prefix = action.slice(0, Math.max(colon, 0)).toLowerCase();
    const name = action.slice(colon + 1);
    const service = this.#byPrefix.get(prefix);
    const found = (this.#operations.get(action.toLowerCase()) ?? []).map((known) => this.actionName(known));
    if (service !== undefined) found.push(...this.#nearActionsOf(service.names, prefix).nearest(name, limit));
    else {
      for (const near of this.nearestServices(prefix, limit)) {
        const same = this.actionName(`${near.prefix}:${name}`);
        const [close] = this.#nearActionsOf(this.#byPrefix.get(near.prefix)?.names, near.prefix).nearest(
          name,
          1,
        );
        found.push(same ?? close);
      }
    }
    found.push(...this.actionsNamed(name).slice(0, limit));
    return [...new Set(found)].filter((entry) => entry !== undefined).slice(0, limit);
  }

  /**
   * True for an action that the reference does not list, though AWS listed it before or names it in a managed policy
   * (`deepracer:ListModels`), and for every action of a service of which that is true. Not known, but no typing error.
   */
  isUnlisted(action: string): boolean {
    const colon = action.indexOf(":");
    const prefix = action.slice(0, Math.max(colon, 0)).toLowerCase();
    const packed = this.#unlistedActions.get(prefix);
    if (packed === undefined) return false;
    if (!this.#byPrefix.has(prefix)) return true;
    let names = this.#unlisted.get(prefix);
    if (names === undefined) {
      names = new Set(packed.toLowerCase().split(" "));
      this.#unlisted.set(prefix, names);
    }
    return names.has(action.slice(colon + 1).toLowerCase());
  }

  /** The same for a condition key. */
  isUnlistedKey(key: string): boolean {
    return this.#unlistedKeys.has(key.toLowerCase());
  }

  /** A key of every service, or one that role sessions carry everywhere: `aws:SourceIp`, `aws:RequestTag/Project`. */
  globalKey(key: string): GlobalKeyFacts | undefined {
    return this.#globalTable.find(key);
  }

  /** The templated global key to which `aws:RequestTag` or `aws:RequestTag/` still lacks the end. */
  unfinishedGlobalKey(key: string): GlobalKeyFacts | undefined {
    return this.#globalTable.unfinished(key);
  }

  /** Prefixes of the services that may list a condition key, by its own prefix: `saml:aud` → `sts`. */
  servicesOfKey(key: string): readonly string[] {
    const colon = key.indexOf(":");
    if (colon === -1) return [];
    const prefix = key.slice(0, colon).toLowerCase();
    const own = this.#byPrefix.has(prefix) ? [prefix] : [];
    return [...own, ...(this.#foreignKeyPrefixes.find(prefix) ?? [])];
  }

  /** Prefixes of the services with resource types whose ARNs name this service: `iam` → iam, sts, ssm, … */
  servicesOfArn(arnService: string): readonly string[] {
    const prefix = arnService.toLowerCase();
    const own = this.#byPrefix.has(prefix) ? [prefix] : [];
    return [...own, ...(this.#arnServices.get(prefix) ?? [])];
  }

  /** Everything about a service; undefined for an unknown prefix. Reads a file on first use; rejects if it cannot. */
  async service(prefix: string): Promise<ServiceFacts | undefined> {
    const lower = prefix.toLowerCase();
    const known = this.#byPrefix.get(lower);
    if (known === undefined) return undefined;
    const loaded = this.#loaded.get(lower);
    if (loaded !== undefined) return loaded;
    const packed = ((await this.#file(serviceFile(lower))) as PackedServices)[lower];
    if (packed === undefined) throw new Error(`The catalogue has no facts of the service '${lower}'.`);
    // Another call may have been faster while the file was read.
    const facts =
      this.#loaded.get(lower) ??
      new ServiceFacts(known.summary, known.names, packed, (key) => this.globalKey(key));
    this.#loaded.set(lower, facts);
    return facts;
  }

  /** A service that was loaded before; for code that cannot wait. */
  loadedService(prefix: string): ServiceFacts | undefined {
    return this.#loaded.get(prefix.toLowerCase());
  }

  /** Loads services, so that `loadedService` has them; unknown prefixes are passed over. */
  async load(prefixes: Iterable<string>): Promise<void> {
    await Promise.all([...new Set(prefixes)].map((prefix) => this.service(prefix)));
  }

  /** All facts of an action, `s3:GetObject`. */
  async action(action: string): Promise<ActionFacts | undefined> {
    const colon = action.indexOf(":");
    if (colon === -1) return undefined;
    return (await this.service(action.slice(0, colon)))?.action(action.slice(colon + 1));
  }

  /** A condition key of any kind: global, of a service, or a claim of an identity provider. */
  async conditionKey(key: string): Promise<ConditionKeyFacts | undefined> {
    const global = this.globalKey(key);
    if (global !== undefined) return global;
    for (const prefix of this.servicesOfKey(key)) {
      const found = (await this.service(prefix))?.conditionKey(key);
      if (found !== undefined) return found;
    }
    return this.oidcProviders.key(key)?.key;
  }

  /** Keys close to a mistyped one: global ones, and those of the services that its prefix points at and are loaded. */
  nearestKeys(key: string, limit = 3): readonly ConditionKeyFacts[] {
    this.#nearGlobalKeys ??= new NearNames(this.globalKeys.map((known) => [keyHead(known.key), known]));
    const found = [...this.#nearGlobalKeys.nearest(keyHead(key), limit)];
    for (const prefix of this.servicesOfKey(key)) {
      const service = this.#loaded.get(prefix);
      if (service === undefined) continue;
      let near = this.#nearKeys.get(service);
      if (near === undefined) {
        near = new NearNames(service.conditionKeys.map((known) => [keyHead(known.key), known]));
        this.#nearKeys.set(service, near);
      }
      found.push(...near.nearest(keyHead(key), limit));
    }
    return [...new Set(found)].slice(0, limit);
  }

  /** The resource types of all services that an ARN can name; loads those services. */
  async resourceTypesOf(arn: string): Promise<readonly ResourceTypeFacts[]> {
    const service = arn.split(":")[2];
    if (service === undefined || /[*?$]/.test(service)) return [];
    const facts = await Promise.all(this.servicesOfArn(service).map((prefix) => this.service(prefix)));
    return facts.flatMap((entry) => entry?.resourceTypesOf(arn) ?? []);
  }

  /** The AWS managed policies; read on first use. */
  async managedPolicies(): Promise<ManagedPolicies> {
    if (this.#managedPolicies === undefined) {
      const packed = (await this.#file("managed-policies.json")) as PackedManagedPolicies;
      this.#managedPolicies = new ManagedPolicies(packed);
    }
    return this.#managedPolicies;
  }

  /** An AWS managed policy by name or ARN. */
  async managedPolicy(nameOrArn: string): Promise<ManagedPolicy | undefined> {
    return (await this.managedPolicies()).find(nameOrArn);
  }

  #searchAll(): ActionSearch {
    this.#search ??= new ActionSearch([...this.#byPrefix.values()]);
    return this.#search;
  }

  #searchIn(service: Service): ActionSearch {
    let search = this.#searches.get(service.summary.prefix);
    if (search === undefined) {
      search = new ActionSearch([service]);
      this.#searches.set(service.summary.prefix, search);
    }
    return search;
  }

  #nearActionsOf(names: ActionNames | undefined, prefix: string): NearNames<ActionName> {
    let near = this.#nearActions.get(prefix);
    if (near === undefined) {
      near = new NearNames((names?.all() ?? []).map((action) => [action.name, action]));
      this.#nearActions.set(prefix, near);
    }
    return near;
  }

  /** One read per file, also for calls that come while it is read; a failed read is tried again next time. */
  #file(name: string): Promise<unknown> {
    const known = this.#files.get(name);
    if (known !== undefined) return known;
    const file = readJson(this.#source, name);
    this.#files.set(name, file);
    file.catch(() => this.#files.delete(name));
    return file;
  }
}

async function readJson(source: CatalogueSource, name: string): Promise<unknown> {
  return JSON.parse(await source.read(name));
}

/** A page's address is its service's name without spaces and most punctuation. */
function referenceUrl(name: string): string {
  const page = name
    .toLowerCase()
    .replaceAll("@", "_")
    .replace(/[^a-z0-9._-]/g, "");
  return `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${page}.html`;
}

/** A service's name without the words that all of them have. */
function squeezed(name: string): string {
  return name
    .replace(/^(?:AWS|Amazon)\b/i, "")
    .replace(/\([^)]*\)/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/** The part of a key that can be misspelled: without the name of a tag. */
function keyHead(key: string): string {
  const slash = key.indexOf("/");
  return slash === -1 || key.slice(0, slash).includes(".") ? key : key.slice(0, slash);
}
