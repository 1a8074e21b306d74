import type { ManagedPolicy } from "./model.ts";
import type { PackedManagedPolicies, PackedManagedPolicy } from "./packed.ts";

/** The AWS managed policies; a document is unpacked when it is asked for. */
export class ManagedPolicies {
  readonly #packed: PackedManagedPolicies;
  readonly #byName: ReadonlyMap<string, string>;

  constructor(packed: PackedManagedPolicies) {
    this.#packed = packed;
    this.#byName = new Map(Object.keys(packed.policies).map((name) => [name.toLowerCase(), name]));
  }

  /** Names without path, sorted. */
  get names(): readonly string[] {
    return Object.keys(this.#packed.policies);
  }

  /**
   * A policy by its name, without case, or by its ARN in any partition. The path in an ARN must be right. Documents
   * are those of the partition `aws`.
   */
  find(nameOrArn: string): ManagedPolicy | undefined {
    const arn = /^arn:[^:]+:iam::aws:policy(\/.*)$/.exec(nameOrArn)?.[1];
    const name = this.#byName.get(
      (arn === undefined ? nameOrArn : arn.slice(arn.lastIndexOf("/") + 1)).toLowerCase(),
    );
    const row = name === undefined ? undefined : this.#packed.policies[name];
    if (name === undefined || row === undefined) return undefined;
    const policy = this.#unpack(name, row);
    return arn === undefined || `${policy.path}${policy.name}` === arn ? policy : undefined;
  }

  #unpack(name: string, [path, version, updated, document]: PackedManagedPolicy): ManagedPolicy {
    return {
      name,
      path,
      arn: `arn:aws:iam::aws:policy${path}${name}`,
      version,
      updated,
      document: this.#decode(document),
    };
  }

  #decode(value: unknown): unknown {
    if (typeof value === "number") return this.#packed.strings[value];
    if (typeof value === "string") return JSON.parse(value);
    if (Array.isArray(value)) {
      let position = 0;
      return value.map((item: unknown) => {
        if (typeof item !== "number") return this.#decode(item);
        position += item;
        return this.#packed.strings[position];
      });
    }
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.#decode(item)]));
    }
    return value;
  }
}
