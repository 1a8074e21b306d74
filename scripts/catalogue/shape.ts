/** Checks on data read from a package: each throws where the shape is not the one this script was written for. */

export class UnknownShape extends Error {
  constructor(where: string, expected: string) {
    super(
      `${where}: expected ${expected}. The source has changed its shape; this script must learn it first.`,
    );
    this.name = "UnknownShape";
  }
}

/** An object that has every required field and no field beyond the optional ones. */
export function fieldsOf(
  value: unknown,
  where: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const record = recordOf(value, where);
  for (const name of required) if (!(name in record)) throw new UnknownShape(where, `a field '${name}'`);
  for (const name of Object.keys(record)) {
    if (!required.includes(name) && !optional.includes(name))
      throw new UnknownShape(where, `no field '${name}'`);
  }
  return record;
}

export function recordOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UnknownShape(where, "an object");
  return Object.fromEntries(Object.entries(value));
}

export function textOf(value: unknown, where: string): string {
  if (typeof value !== "string" || value === "") throw new UnknownShape(where, "a text");
  return value;
}

export function flagOf(value: unknown, where: string): boolean {
  if (typeof value !== "boolean") throw new UnknownShape(where, "true or false");
  return value;
}

export function listOf<T>(value: unknown, where: string, item: (value: unknown, where: string) => T): T[] {
  if (!Array.isArray(value)) throw new UnknownShape(where, "an array");
  return value.map((entry, index) => item(entry, `${where}[${index}]`));
}

export function oneOf<T extends string>(value: unknown, where: string, allowed: readonly T[]): T {
  const found = allowed.find((entry) => entry === value);
  if (found === undefined)
    throw new UnknownShape(where, `one of ${allowed.join(", ")} and not '${String(value)}'`);
  return found;
}
