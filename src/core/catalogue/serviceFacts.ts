import type { ActionNames } from "./actionNames.ts";
import { ArnFormat, arnPattern, firstPart } from "./arnFormat.ts";
import { keyFacts } from "./keyFacts.ts";
import { KeyTable } from "./keyTable.ts";
import type {
  ActionFacts,
  ActionName,
  ConditionKeyFacts,
  ResourceTypeFacts,
  ServiceSummary,
} from "./model.ts";
import { actionPrefix, keyPrefix, unpackDescription, type PackedService } from "./packed.ts";

/** How an ARN in a Resource element goes with an action. */
export type ResourceFit =
  /** It can name a resource that the action takes. */
  | { readonly kind: "fits" }
  /** The action takes no resource: nothing but `*` ever matches. */
  | { readonly kind: "needsStar" }
  /** It names other types of the service than those that the action takes. */
  | { readonly kind: "mismatch"; readonly names: readonly ResourceTypeFacts[] }
  /** It is none of the service's resource types, as far as the catalogue knows. */
  | { readonly kind: "unknownResource" };

interface TypeFormat {
  readonly type: ResourceTypeFacts;
  readonly format: ArnFormat;
}

/** ARNs whose types are remembered: a statement asks for the same ARN once for each of its actions. */
const rememberedArns = 500;

/** Everything that the catalogue knows of one service. All lookups ignore case. */
export class ServiceFacts {
  readonly summary: ServiceSummary;
  readonly resourceTypes: readonly ResourceTypeFacts[];
  /** The keys that the service lists, global ones such as `aws:ResourceTag/${TagKey}` only where it supports them. */
  readonly conditionKeys: readonly ConditionKeyFacts[];
  readonly #names: ActionNames;
  readonly #packed: PackedService;
  readonly #keys: KeyTable<ConditionKeyFacts>;
  readonly #types: ReadonlyMap<string, ResourceTypeFacts>;
  readonly #formats: readonly TypeFormat[];
  readonly #formatsByFirstPart = new Map<string | undefined, TypeFormat[]>();
  readonly #actions: (ActionFacts | undefined)[];
  readonly #typesByArn = new Map<string, readonly ResourceTypeFacts[]>();
  #actionsByType: ReadonlyMap<string, readonly ActionName[]> | undefined;

  constructor(
    summary: ServiceSummary,
    names: ActionNames,
    packed: PackedService,
    globalKey: (key: string) => ConditionKeyFacts | undefined,
  ) {
    if (packed.actions.length !== names.count) {
      throw new Error(`The catalogue's files of '${summary.prefix}' are not of one make.`);
    }
    this.summary = summary;
    this.#names = names;
    this.#packed = packed;
    this.conditionKeys = packed.keys.map(([key, type, description]) => {
      if (type !== undefined) return keyFacts(key, type, unpackDescription(description ?? "", keyPrefix));
      const global = globalKey(key);
      if (global === undefined) throw new Error(`The catalogue does not describe ${key}.`);
      return global;
    });
    this.#keys = new KeyTable(this.conditionKeys.map((key) => [key.key, key]));
    this.resourceTypes = packed.resources.map(([name, arns, keys]) => ({
      service: summary.prefix,
      name,
      arnFormats: [arns].flat().map((arn) => `arn:\${Partition}:${arn}`),
      conditionKeys: this.#keysAt(keys),
    }));
    this.#types = new Map(this.resourceTypes.map((type) => [type.name.toLowerCase(), type]));
    this.#formats = this.resourceTypes.flatMap((type) =>
      type.arnFormats.map((arn) => ({ type, format: new ArnFormat(arn) })),
    );
    for (const entry of this.#formats) {
      const same = this.#formatsByFirstPart.get(entry.format.firstPart);
      if (same === undefined) this.#formatsByFirstPart.set(entry.format.firstPart, [entry]);
      else same.push(entry);
    }
    this.#actions = new Array<undefined>(names.count).fill(undefined);
  }

  /** All actions, sorted by name. */
  get actions(): readonly ActionName[] {
    return this.#names.all();
  }

  /** The facts of an action by its name without the service prefix. */
  action(name: string): ActionFacts | undefined {
    const position = this.#names.position(name);
    if (position === undefined) return undefined;
    return (this.#actions[position] ??= this.#unpack(position));
  }

  resourceType(name: string): ResourceTypeFacts | undefined {
    return this.#types.get(name.toLowerCase());
  }

  conditionKey(key: string): ConditionKeyFacts | undefined {
    return this.#keys.find(key);
  }

  /** The templated key to which `s3:ExistingObjectTag` or `s3:ExistingObjectTag/` still lacks the end. */
  unfinishedKey(key: string): ConditionKeyFacts | undefined {
    return this.#keys.unfinished(key);
  }

  /**
   * The resource types that an ARN of a policy can name, most telling first; `*` can name them all. Where none fits,
   * region and account are left out of the comparison, so that an ARN with a wrong region still has a type.
   */
  resourceTypesOf(arn: string): readonly ResourceTypeFacts[] {
    const known = this.#typesByArn.get(arn);
    if (known !== undefined) return known;
    const types = this.#match(arn);
    if (this.#typesByArn.size >= rememberedArns) this.#typesByArn.clear();
    this.#typesByArn.set(arn, types);
    return types;
  }

  /** How an ARN goes with an action of this service: the base of every rule on action and resource. */
  resourceFit(action: ActionFacts, arn: string): ResourceFit {
    if (arn === "*") return { kind: "fits" };
    if (action.resources.length === 0) return { kind: "needsStar" };
    const names = this.resourceTypesOf(arn);
    if (names.length === 0) return { kind: "unknownResource" };
    return action.resources.some(({ type }) => names.includes(type))
      ? { kind: "fits" }
      : { kind: "mismatch", names };
  }

  /** The actions that take a resource type, by its name. */
  actionsOn(type: string): readonly ActionName[] {
    this.#actionsByType ??= this.#groupByType();
    return this.#actionsByType.get(type.toLowerCase()) ?? [];
  }

  /** The keys that fit an action: its own and those of the resource types that it takes. Global keys not listed fit too. */
  keysOf(action: ActionFacts): readonly ConditionKeyFacts[] {
    const keys = new Set(action.conditionKeys);
    for (const resource of action.resources) {
      for (const key of resource.conditionKeys) keys.add(key);
      for (const key of resource.type.conditionKeys) keys.add(key);
    }
    return [...keys];
  }

  #match(arn: string): readonly ResourceTypeFacts[] {
    const pattern = arnPattern(arn);
    if (pattern === undefined) return [];
    const part = firstPart(pattern.resource);
    const candidates =
      part === undefined
        ? this.#formats
        : [...(this.#formatsByFirstPart.get(part) ?? []), ...(this.#formatsByFirstPart.get(undefined) ?? [])];
    for (const loose of [false, true]) {
      const found = candidates.filter(({ format }) => format.fits(pattern, loose));
      if (found.length > 0) {
        found.sort((a, b) => b.format.literalLength - a.format.literalLength);
        return [...new Set(found.map(({ type }) => type))];
      }
    }
    return [];
  }

  #unpack(position: number): ActionFacts {
    const name = this.#names.all()[position];
    const row = this.#packed.actions[position];
    if (name === undefined || row === undefined)
      throw new Error(`No action ${position} in ${this.summary.prefix}.`);
    const [description, resources = [], keys, dependents = [], kind = 0] = row;
    return {
      ...name,
      description: unpackDescription(description, actionPrefix),
      resources: resources.flatMap(([first = 0, ...own]) => {
        const type = this.resourceTypes[first >> 1];
        return type === undefined
          ? []
          : [{ type, required: first % 2 === 1, conditionKeys: this.#keysAt(own) }];
      }),
      conditionKeys: this.#keysAt(keys),
      dependentActions: dependents,
      ...(kind === 2 ? {} : { permissionOnly: kind === 1 }),
    };
  }

  #keysAt(positions: readonly number[] = []): readonly ConditionKeyFacts[] {
    return positions.flatMap((position) => this.conditionKeys[position] ?? []);
  }

  #groupByType(): ReadonlyMap<string, readonly ActionName[]> {
    const groups = new Map<string, ActionName[]>();
    this.#packed.actions.forEach(([, resources = []], position) => {
      const action = this.#names.all()[position];
      for (const [first = 0] of resources) {
        const type = this.resourceTypes[first >> 1]?.name.toLowerCase();
        if (type === undefined || action === undefined) continue;
        const group = groups.get(type);
        if (group === undefined) groups.set(type, [action]);
        else group.push(action);
      }
    });
    return groups;
  }
}
