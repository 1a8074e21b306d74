import * as vscode from "vscode";
import { deepEqual, equal, ok } from "../harness/assert.ts";
import { actionsAt, applyAction, fileIn, findingOf, noFinding, openAt, textIn } from "../harness/editor.ts";
import { ourExtension } from "../harness/ourExtension.ts";

const at = (name: string) => fileIn("code-actions-test", name);
const allow = (action: string, sid: string) =>
  `    {\n      "Sid": "${sid}",\n      "Effect": "Allow",\n      "Action": ${action},\n      "Resource": "arn:aws:s3:::my-bucket/*"\n    }`;
const policy = (...statements: readonly string[]) =>
  `{\n  "Version": "2012-10-17",\n  "Statement": [\n${statements.join(",\n")}\n  ]\n}\n`;

function place(document: vscode.TextDocument, text: string): vscode.Range {
  const position = document.positionAt(document.getText().indexOf(text) + 1);
  return new vscode.Range(position, position);
}

describe("code actions of policies in the real editor", () => {
  before(() => ourExtension().activate());
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(at("."), { recursive: true });
  });

  it("mend all findings of one code, one after another where they touch", async () => {
    const [document] = await openAt(
      at("a.inline-policy.json"),
      policy(allow(`["s3:Get*", "s3:GetObject", "s3:GetObjectAcl"]`, "One")) + "|",
    );
    const finding = await findingOf(document, "REDUNDANT_ACTION");
    await applyAction(document, finding.range, "Fix all REDUNDANT_ACTION in this file");
    await noFinding(document, "REDUNDANT_ACTION");
    deepEqual(JSON.parse(document.getText()), JSON.parse(policy(allow(`["s3:Get*"]`, "One"))));
  });

  it("write a wildcard out", async () => {
    const [document] = await openAt(
      at("b.inline-policy.json"),
      policy(allow(`"sts:AssumeRoleWith*"`, "One")) + "|",
    );
    await applyAction(
      document,
      place(document, `"sts:AssumeRoleWith*"`),
      "Write sts:AssumeRoleWith* out as 2 actions",
    );
    ok(document.getText().includes(`"sts:AssumeRoleWithSAML"`), document.getText());
  });

  it("put one statement into a list, in the style of the file", async () => {
    const [document] = await openAt(
      at("c.inline-policy.json"),
      `{\n\t"Version": "2012-10-17",\n\t"Statement": {\n\t\t"Effect": "Allow",\n\t\t"Action": "s3:GetObject",\n\t\t"Resource": "arn:aws:s3:::my-bucket/*"\n\t}\n}\n|`,
    );
    await applyAction(document, place(document, `"Statement"`), "Put the statement into a list");
    equal(
      document.getText(),
      `{\n\t"Version": "2012-10-17",\n\t"Statement": [\n\t\t{\n\t\t\t"Effect": "Allow",\n\t\t\t"Action": "s3:GetObject",\n\t\t\t"Resource": "arn:aws:s3:::my-bucket/*"\n\t\t}\n\t]\n}\n`,
      "text",
    );
  });

  it("move a statement to a file of its own", async () => {
    const [document] = await openAt(
      at("d.inline-policy.json"),
      policy(allow(`"s3:GetObject"`, "Reads"), allow(`"s3:PutObject"`, "Writes")) + "|",
    );
    await applyAction(
      document,
      place(document, "Writes"),
      "Move the statement to a new file",
      vscode.CodeActionKind.RefactorExtract,
    );
    equal(document.getText(), policy(allow(`"s3:GetObject"`, "Reads")), "what is left");
    equal(
      await textIn(at("Writes.inline-policy.json")),
      policy(allow(`"s3:PutObject"`, "Writes")),
      "the new file",
    );
  });

  it("start a policy in an empty file", async () => {
    const [document] = await openAt(at("e.bucket-policy.json"), "|");
    await applyAction(document, new vscode.Range(0, 0, 0, 0), "Write a bucket policy");
    ok(document.getText().includes(`"Principal"`), document.getText());
  });

  it("are none in ordinary JSON", async () => {
    const [document] = await openAt(at("package.json"), `{ "name": "x", "Statement": {} }|`);
    const titles = (await actionsAt(document, place(document, "Statement"))).map(({ title }) => title);
    deepEqual(
      titles.filter((title) => /statement|policy|Fix all/i.test(title)),
      [],
    );
  });
});

describe("the names of profiles behind account ids", () => {
  before(() => ourExtension().activate());

  const hintsIn = async (document: vscode.TextDocument) =>
    (
      await vscode.commands.executeCommand<vscode.InlayHint[]>(
        "vscode.executeInlayHintProvider",
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      )
    ).map(({ label }) => label);

  it("show where the setting says so", async () => {
    const [document] = await openAt(
      fileIn("hints-test", "a.trust-policy.json"),
      `{ "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::222222222222:root" }, "Action": "sts:AssumeRole" }] }|`,
    );
    const configuration = vscode.workspace.getConfiguration("assumeRole");
    deepEqual(await hintsIn(document), [], "without the setting");
    await configuration.update("inlayHints.accounts", true);
    try {
      // In the browser there are no profiles: nothing is known of the account.
      const inBrowser = vscode.env.uiKind === vscode.UIKind.Web && typeof process === "undefined";
      deepEqual(await hintsIn(document), inBrowser ? [] : ["deploy"], "with the setting");
    } finally {
      await configuration.update("inlayHints.accounts", undefined);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await vscode.workspace.fs.delete(fileIn("hints-test", "."), { recursive: true });
    }
  });
});
