import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/repository.ts";
import { compileSchemas, schemaSource, type SchemaName } from "./validators.ts";

interface Case {
  readonly schema: SchemaName;
  readonly name: string;
  readonly document: unknown;
}

const cases = JSON.parse(readFileSync(join(root, "test/cases/schemas/documents.json"), "utf8")) as {
  readonly legal: readonly Case[];
  readonly broken: readonly Case[];
};

describe("the JSON schemas", () => {
  const validators = compileSchemas();

  for (const { schema, name, document } of cases.legal) {
    it(`${schema} accepts: ${name}`, () => {
      const validate = validators.get(schema);
      assert.equal(validate?.(document), true, JSON.stringify(validate?.errors));
    });
  }

  for (const { schema, name, document } of cases.broken) {
    it(`${schema} refuses: ${name}`, () => {
      assert.equal(validators.get(schema)?.(document), false);
    });
  }

  for (const name of [
    "policy-elements",
    "trust-policy",
    "inline-policy",
    "bucket-policy",
    "assume-role",
  ] as const) {
    it(`${name} documents every element`, () => {
      const missing: string[] = [];
      walk(schemaSource(name), "", (properties, path) => {
        for (const [key, value] of Object.entries(properties)) {
          const documented = ["description", "$ref"].some((word) => word in value);
          if (!documented) missing.push(`${path}/${key}`);
        }
      });
      assert.deepEqual(missing, []);
    });
  }

  it("list no actions: legal text would become an error, and a pass would take half a second", () => {
    for (const name of ["policy-elements", "trust-policy", "inline-policy", "bucket-policy"] as const) {
      assert.doesNotMatch(JSON.stringify(schemaSource(name)), /"(?:s3|sts|iam):[A-Z]\w*"/);
    }
  });
});

/** Calls back with the `properties` of every schema inside a schema. */
function walk(
  schema: unknown,
  path: string,
  each: (properties: Record<string, object>, path: string) => void,
): void {
  if (typeof schema !== "object" || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === "properties") each(value as Record<string, object>, path);
    walk(value, `${path}/${key}`, each);
  }
}
