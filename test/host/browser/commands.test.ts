import * as vscode from "vscode";
import { commandTable } from "../../../src/host/commandTable.ts";
import { equal, ok } from "../harness/assert.ts";
import { ourExtension } from "../harness/ourExtension.ts";

describe("commands without a machine", () => {
  it("each say why they do nothing and how to go on, instead of failing", async () => {
    await ourExtension().activate();
    const { window } = vscode;
    const original = window.showInformationMessage;
    const known = await vscode.commands.getCommands(true);
    const goesOn = known.includes("workbench.editSessions.actions.continueEditSession");
    const said: string[] = [];
    const offered: unknown[] = [];
    // Nobody can close a notification in these tests; so it is closed for them.
    window.showInformationMessage = (message: string, ...items: unknown[]) => {
      said.push(message);
      offered.push(...items);
      return Promise.resolve(undefined);
    };
    try {
      const needing = Object.entries(commandTable).filter(([, { needs }]) => needs !== "nothing");
      ok(needing.length >= 25, `${needing.length} commands need a machine`);
      for (const [id] of needing) {
        said.length = 0;
        offered.length = 0;
        await vscode.commands.executeCommand(id);
        equal(said.length, 1, id);
        ok((said[0] ?? "").includes("need VS Code on a machine"), `${id}: ${said[0] ?? ""}`);
        ok((said[0] ?? "").includes("Open this folder there, or in a codespace."), id);
        equal(offered.join(), goesOn ? "Continue Working On…" : "", id);
      }
    } finally {
      window.showInformationMessage = original;
    }
  });
});
