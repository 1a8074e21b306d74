import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/repository.ts";

interface Setting {
  readonly type: string;
  readonly scope: string;
  readonly enum?: readonly string[];
  readonly additionalProperties?: Setting;
}

const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
};
const settings = Object.entries(contributes.configuration.properties);

/** Texts that a workspace may set all the same, with what they are; none names anything that is run, read or called. */
const harmlessTexts: Readonly<Record<string, string>> = {
  "assumeRole.findings.ignore": "codes of findings to leave out, by file pattern",
};

/** Whether a value can hold nothing but a number, a yes or no, or one of a few words. */
function holdsNoText({ type, enum: words, additionalProperties }: Setting): boolean {
  if (type === "object") return additionalProperties !== undefined && holdsNoText(additionalProperties);
  return words !== undefined || ["boolean", "integer", "number"].includes(type);
}

describe("settings that a workspace may have", () => {
  it("name no program, endpoint, file or profile: whatever holds a text is the machine's", () => {
    assert.ok(settings.length >= 6);
    for (const [name, setting] of settings) {
      const ofMachine = ["machine", "application"].includes(setting.scope);
      assert.ok(ofMachine || holdsNoText(setting) || name in harmlessTexts, `${name} is '${setting.scope}'`);
    }
  });

  it("need no exception that is not there any more", () => {
    const known = new Map(settings);
    for (const name of Object.keys(harmlessTexts)) {
      const setting = known.get(name);
      assert.ok(setting !== undefined && !holdsNoText(setting), name);
    }
  });
});
