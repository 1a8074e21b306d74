import * as vscode from "vscode";
import { commands, languageIds, settings, views } from "../../../src/host/ids.ts";
import { deepEqual, equal, ok } from "../harness/assert.ts";
import { ourExtension } from "../harness/ourExtension.ts";

interface Contributions {
  readonly commands: readonly { readonly command: string }[];
  readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  readonly walkthroughs: unknown;
  readonly languages?: readonly { readonly id: string }[];
}

describe("the extension and its manifest", () => {
  let contributes: Contributions;

  before(async () => {
    const extension = ourExtension();
    await extension.activate();
    equal(extension.isActive, true, "isActive");
    contributes = (extension.packageJSON as { contributes: Contributions }).contributes;
  });

  it("registers exactly the commands that package.json declares", async () => {
    const registered = (await vscode.commands.getCommands(true)).filter(
      // VS Code adds commands of its own for each view: assumeRole.profiles.focus and the like.
      (id) => id.startsWith("assumeRole.") && !Object.values(views).some((view) => id.startsWith(`${view}.`)),
    );
    deepEqual(registered.sort(), contributes.commands.map(({ command }) => command).sort());
  });

  it("knows the same commands in code", () => {
    deepEqual(Object.values(commands).sort(), contributes.commands.map(({ command }) => command).sort());
  });

  it("knows the same views in code", () => {
    const declared = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id));
    deepEqual(Object.values(views).sort(), declared.sort());
  });

  it("knows the same settings in code", () => {
    const { section, ...keys } = settings;
    deepEqual(
      Object.values(keys)
        .map((key) => `${section}.${key}`)
        .sort(),
      Object.keys(contributes.configuration.properties).sort(),
    );
  });

  it("leads to commands that exist in its walkthrough", async () => {
    const known = await vscode.commands.getCommands(true);
    const named = JSON.stringify(contributes.walkthroughs).matchAll(/(?:onCommand|command):([\w.]+)/g);
    const ids = [...named].map(([, id]) => id ?? "");
    ok(ids.length >= 8, `only ${ids.join(", ")}`);
    for (const id of ids) ok(known.includes(id), `the walkthrough names ${id}`);
  });

  it("declares the languages that code names", async () => {
    const known = await vscode.languages.getLanguages();
    for (const id of Object.values(languageIds)) ok(known.includes(id), `no language '${id}' is declared`);
  });
});
