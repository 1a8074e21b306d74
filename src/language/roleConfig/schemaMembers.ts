import schema from "../../../schemas/assume-role.schema.json";

/** A member that an object of a role config may have, as the schema documents it. */
export interface SchemaMember {
  readonly name: string;
  /** Markdown. */
  readonly text: string;
  readonly required: boolean;
  readonly shape: "string" | "number" | "array" | "object";
}

interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
}

// The file is ours; its members have the types above.
const root = schema as SchemaNode;

/**
 * The members of the object at a way into a role config, whose steps are names and `#` for an element of an array.
 * Where the object may have several forms, those that fit the members it has already. Empty where the names are the
 * user's own.
 */
export function membersAt(way: readonly string[], present: ReadonlySet<string>): readonly SchemaMember[] {
  let nodes = forms(root);
  for (const step of way) {
    nodes = nodes.flatMap((node) => {
      const next = step === "#" ? node.items : ownProperty(node.properties, step);
      return next === undefined ? [] : forms(next);
    });
  }
  const fitting = nodes.filter(({ properties }) =>
    [...present].every((name) => ownProperty(properties, name) !== undefined),
  );
  const members = new Map<string, SchemaMember>();
  for (const { properties, required } of fitting.length > 0 ? fitting : nodes) {
    for (const [name, node] of Object.entries(properties ?? {})) {
      if (members.has(name)) continue;
      members.set(name, {
        name,
        text: textOf(node),
        required: required?.includes(name) === true,
        shape: shapeOf(node),
      });
    }
  }
  return [...members.values()];
}

/** A node, or the alternatives that it stands for; a schema of another file is no part of a role config's own form. */
function forms(node: SchemaNode): readonly SchemaNode[] {
  const target = resolved(node);
  if (target === undefined) return [];
  return target.oneOf === undefined ? [target] : target.oneOf.flatMap(forms);
}

function resolved(node: SchemaNode): SchemaNode | undefined {
  if (node.$ref === undefined) return node;
  const name = /^#\/definitions\/(\w+)$/.exec(node.$ref)?.[1];
  return name === undefined ? undefined : ownProperty(root.definitions, name);
}

function textOf(node: SchemaNode): string {
  const own = node.markdownDescription ?? node.description;
  if (own !== undefined) return own;
  const target = node.$ref === undefined ? undefined : resolved(node);
  return target === undefined ? "" : textOf(target);
}

function shapeOf(node: SchemaNode): SchemaMember["shape"] {
  const [first] = forms(node);
  if (first?.const !== undefined || first?.type === "integer") return "number";
  return first?.type === "array" || first?.type === "object" ? first.type : "string";
}

function ownProperty<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
