import * as vscode from "vscode";
import { deepEqual, equal, ok } from "../harness/assert.ts";
import { codeOf } from "../harness/editor.ts";
import { ourExtension } from "../harness/ourExtension.ts";
import { until } from "../harness/until.ts";

function fileUri(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("No folder is open.");
  return vscode.Uri.joinPath(folder.uri, "policies-test", name);
}

/** Opens a text with a `|` in it; answers the document without it and the place it had. */
async function openAt(name: string, marked: string): Promise<[vscode.TextDocument, vscode.Position]> {
  const uri = fileUri(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(marked.replace("|", "")));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return [document, document.positionAt(marked.indexOf("|"))];
}

async function labelsAt(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

const statement = (body: string): string =>
  `{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Allow", ${body} }\n  ]\n}\n`;

describe("policies in the real editor", () => {
  before(() => ourExtension().activate());
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(fileUri("."), { recursive: true });
  });

  it("completes actions of a service, each once", async () => {
    const [document, position] = await openAt(
      "a.inline-policy.json",
      statement(`"Action": "s3:GetOb|", "Resource": "*"`),
    );
    const labels = await labelsAt(document, position);
    equal(labels.filter((label) => label === "s3:GetObject").length, 1, "s3:GetObject");
  });

  it("finds an action by its initials, without a service", async () => {
    const [document, position] = await openAt(
      "b.inline-policy.json",
      statement(`"Action": "PBP|", "Resource": "*"`),
    );
    ok((await labelsAt(document, position)).includes("s3:PutBucketPolicy"), "s3:PutBucketPolicy");
  });

  it("offers element names once, beside the built-in JSON service", async () => {
    const [document, position] = await openAt(
      "c.trust-policy.json",
      `{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Allow", "|" }\n  ]\n}\n`,
    );
    const labels = await labelsAt(document, position);
    for (const name of ["Principal", "Action", "Condition"])
      equal(labels.filter((label) => label === name || label === `"${name}"`).length, 1, name);
    equal(labels.includes("Effect"), false, "an element that is there already");
  });

  it("says what an action is", async () => {
    const [document, position] = await openAt(
      "d.inline-policy.json",
      statement(`"Action": "sts:Assume|Role", "Resource": "arn:aws:iam::111122223333:role/Deploy"`),
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position,
    );
    const text = hovers.flatMap(({ contents }) =>
      contents.flatMap((content) => (content instanceof vscode.MarkdownString ? [content.value] : [])),
    );
    ok(
      text.some((part) => part.includes("AssumeRole") && part.includes("Write")),
      text.join("\n"),
    );
  });

  it("outlines a policy by its statements", async () => {
    const [document] = await openAt(
      "e.inline-policy.json",
      statement(`"Sid": "Mine", "Action": "s3:*", "Resource": "*"`) + "|",
    );
    const names = await until("there is an outline", async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      const found = symbols?.map(({ name }) => name) ?? [];
      return found.some((name) => name.includes("Mine")) ? found : undefined;
    });
    equal(names.filter((name) => name.includes("Mine")).length, 1, "the statement");
  });

  it("finds an unknown action and mends it", async () => {
    const [document] = await openAt(
      "f.inline-policy.json",
      statement(`"Action": "s3:ListBuckets", "Resource": "*"`) + "|",
    );
    const finding = await until("the finding shows", () =>
      vscode.languages.getDiagnostics(document.uri).find((one) => codeOf(one) === "INVALID_ACTION"),
    );
    equal(document.getText(finding.range).replaceAll('"', ""), "s3:ListBuckets", "place");
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      finding.range,
    );
    const fix = actions.find(({ title }) => title.includes("s3:ListAllMyBuckets"));
    ok(fix?.edit, `fixes: ${actions.map(({ title }) => title).join(", ")}`);
    ok(fix, "fix");
    await vscode.workspace.applyEdit(fix.edit ?? new vscode.WorkspaceEdit());
    ok(document.getText().includes(`"s3:ListAllMyBuckets"`), document.getText());
    await until("the finding goes", () =>
      vscode.languages.getDiagnostics(document.uri).some((one) => codeOf(one) === "INVALID_ACTION")
        ? undefined
        : true,
    );
  });

  it("leaves a finding out where the setting says so", async () => {
    const configuration = vscode.workspace.getConfiguration("assumeRole");
    await configuration.update("findings.ignore", { "**/policies-test/**": ["INVALID_ACTION"] });
    try {
      const [document] = await openAt(
        "g.inline-policy.json",
        `{ "Statement": [{ "Effect": "Allow", "Action": "s3:ListBuckets", "Resource": "*" }] }|`,
      );
      const codes = await until("another finding shows", () => {
        const found = vscode.languages.getDiagnostics(document.uri).map(codeOf);
        return found.includes("MISSING_VERSION") ? found : undefined;
      });
      equal(codes.includes("INVALID_ACTION"), false, "the ignored finding");
    } finally {
      await configuration.update("findings.ignore", undefined);
    }
  });

  it("asks for no placeholder that a role config fills", async () => {
    const write = (name: string, value: unknown): Thenable<void> =>
      vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(JSON.stringify(value)));
    await write("filled.assume-role.json", {
      version: 1,
      variables: { ACCOUNT_NO: "111111111111" },
      hops: [{ roleArn: "arn:aws:iam::<ACCOUNT_NO>:role/A", trustPolicy: "filled.trust-policy.json" }],
    });
    const [document] = await openAt(
      "filled.trust-policy.json",
      `{ "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "AWS": ["arn:aws:iam::<ACCOUNT_NO>:role/B", "arn:aws:iam::<OTHER>:role/B"] } }] }|`,
    );
    const open = await until("the open placeholder alone is found", () => {
      const found = vscode.languages
        .getDiagnostics(document.uri)
        .filter((one) => codeOf(one) === "PLACEHOLDER_LEFT");
      return found.length === 1 ? found[0] : undefined;
    });
    equal(document.getText(open.range), "<OTHER>", "place");
  });

  it("says nothing about ordinary JSON", async () => {
    const [document] = await openAt(
      "package.json",
      `{ "name": "x", "version": "1.0.0", "Statement": "none" }|`,
    );
    await openAt("h.inline-policy.json", `{ "Statement": [] }|`);
    await until("a policy opened after it is judged", () =>
      vscode.languages.getDiagnostics(fileUri("h.inline-policy.json")).length > 0 ? true : undefined,
    );
    deepEqual(
      vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "assume-role"),
      [],
    );
  });
});
