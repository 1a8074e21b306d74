import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { root } from "../../../scripts/repository.ts";

export type SchemaName = "trust-policy" | "inline-policy" | "bucket-policy" | "assume-role";

const schemas: readonly SchemaName[] = ["trust-policy", "inline-policy", "bucket-policy", "assume-role"];

const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, "schemas", `${name}.schema.json`), "utf8")) as Record<string, unknown>;

/** Our schemas, compiled strictly: a keyword that neither draft-07 nor VS Code knows is an error. */
export function compileSchemas(): ReadonlyMap<SchemaName, ValidateFunction> {
  const ajv = new Ajv({
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    // What VS Code adds to JSON schemas: https://code.visualstudio.com/docs/languages/json
    keywords: [
      "markdownDescription",
      "enumDescriptions",
      "errorMessage",
      "patternErrorMessage",
      "allowComments",
      "allowTrailingCommas",
      "doNotSuggest",
    ],
  });
  for (const name of ["policy-elements", ...schemas]) ajv.addSchema(read(name), `${name}.schema.json`);
  return new Map(
    schemas.map((name) => {
      const validate = ajv.getSchema(`${name}.schema.json`);
      if (validate === undefined) throw new Error(`${name} did not compile`);
      return [name, validate];
    }),
  );
}

/** A schema's own JSON, to look at its documentation. */
export function schemaSource(name: SchemaName | "policy-elements"): Record<string, unknown> {
  return read(name);
}
