import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/repository.ts";
import { commandTable } from "../../../src/host/commandTable.ts";

interface Command {
  readonly command: string;
  readonly enablement?: string;
}

const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
  };
};

describe("what a command needs", () => {
  const neverInPalette = new Set(
    contributes.menus.commandPalette.filter(({ when }) => when === "false").map(({ command }) => command),
  );

  for (const [id, { needs }] of Object.entries(commandTable)) {
    it(`is known to the manifest: ${id}`, () => {
      const { enablement = "" } = contributes.commands.find(({ command }) => command === id) ?? {};
      assert.equal(enablement.includes("isWorkspaceTrusted"), needs === "awsCalls" && !isInner(id), "trust");
      if (needs === "nothing" || neverInPalette.has(id)) return;
      assert.ok(enablement.includes("!assumeRole.liveUnavailable"), "a machine");
    });
  }

  /** Lenses and reports call it, which are there only after a call. */
  function isInner(id: string): boolean {
    return (
      neverInPalette.has(id) &&
      contributes.commands.find(({ command }) => command === id)?.enablement === undefined
    );
  }
});
