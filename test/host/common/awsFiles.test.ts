import * as vscode from "vscode";
import { deepEqual, equal, ok } from "../harness/assert.ts";
import {
  applyAction,
  codeOf,
  fileIn,
  findingOf,
  hoverAt,
  labelsAt,
  noFinding,
  openAt,
} from "../harness/editor.ts";
import { ourExtension } from "../harness/ourExtension.ts";
import { until } from "../harness/until.ts";

const at = (name: string) => fileIn("aws-files-test", name);

describe("files of ~/.aws in the real editor", () => {
  before(() => ourExtension().activate());
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(at("."), { recursive: true });
  });

  it("completes keys, values and the names of other profiles, also of the other file", async () => {
    await openAt(
      at("a/.aws/credentials"),
      `[keys]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n|`,
    );
    const [keys, key] = await openAt(at("g/.aws/config"), `[profile a]\nrole_a|`);
    const offered = await labelsAt(keys, key);
    equal(offered.filter((label) => label === "role_arn").length, 1, "role_arn");
    const [values, value] = await openAt(at("b/.aws/config"), `[profile a]\ncredential_source = |`);
    deepEqual((await labelsAt(values, value)).filter((label) => label.startsWith("E")).sort(), [
      "Ec2InstanceMetadata",
      "EcsContainer",
      "Environment",
    ]);
    const [sources, source] = await openAt(at("a/.aws/config"), `[profile a]\nsource_profile = |`);
    await until("the profile of the other file is offered", async () =>
      (await labelsAt(sources, source)).includes("keys") ? true : undefined,
    );
  });

  it("says what a key means", async () => {
    const [document, position] = await openAt(
      at("c/.aws/config"),
      `[profile a]\nmfa_|serial = GAHT12345678\n`,
    );
    const text = await hoverAt(document, position);
    ok(text.includes("six-digit code"), text);
  });

  it("finds what is typed and not saved, and mends it", async () => {
    const [document] = await openAt(at("d/.aws/config"), `[profile a]\ncredential_process = x\n|`);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(document.getText().length), "REGION = eu-west-1 # mine\n");
    await vscode.workspace.applyEdit(edit);
    equal(document.isDirty, true, "unsaved");
    const finding = await findingOf(document, "upperCaseKey");
    equal(document.getText(finding.range), "REGION", "place");
    equal(codeOf(finding), "upperCaseKey", "code");
    await applyAction(document, finding.range, "Write region");
    await noFinding(document, "upperCaseKey");
    await findingOf(document, "inlineNote");
    // On save, where the user's settings ask for it, the editor asks for this kind.
    await applyAction(
      document,
      new vscode.Range(0, 0, 0, 0),
      "Fix all that is safe in this file",
      vscode.CodeActionKind.SourceFixAll,
    );
    equal(document.getText(), "[profile a]\ncredential_process = x\n# mine\nregion = eu-west-1\n", "text");
  });

  it("mends all findings of one code at once", async () => {
    const [document] = await openAt(
      at("e/.aws/config"),
      `[profile a]\nREGION = eu-west-1\ncredential_process = x\n[profile b]\nREGION = eu-west-1\ncredential_process = x\n|`,
    );
    const finding = await findingOf(document, "upperCaseKey");
    await applyAction(document, finding.range, "Fix all upperCaseKey in this file");
    equal(document.getText().includes("REGION"), false, document.getText());
  });

  it("outlines sections and keys", async () => {
    const [document] = await openAt(at("f/.aws/config"), `[profile a]\nregion = eu-west-1\n|`);
    await until("the profile is in the outline", async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      return symbols?.some(({ name, children }) => name === "a" && children[0]?.name === "region");
    });
  });
});
