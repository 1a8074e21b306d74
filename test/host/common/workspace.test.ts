import * as vscode from "vscode";
import { deepEqual, equal, ok } from "../harness/assert.ts";
import { codeOf, fileIn, open, write } from "../harness/editor.ts";
import { ourExtension } from "../harness/ourExtension.ts";
import { until } from "../harness/until.ts";

const caller = "arn:aws:iam::210123456780:role/WorkspaceCaller";
const reader = "arn:aws:iam::310123456780:role/team/WorkspaceReader";
const onlyInPolicy = "arn:aws:iam::410123456780:role/OnlyInAPolicy";

const files: Readonly<Record<string, unknown>> = {
  ".aws/config": `[profile workspace-reader]\nrole_arn = ${reader}\nsource_profile = base\n`,
  "one.trust-policy.json": {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::<WORKSPACE_ACCOUNT>:root" },
        Action: "sts:AssumeRole",
      },
    ],
  },
  "two.trust-policy.json": {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::<WORKSPACE_ACCOUNT>:root" },
        Action: "sts:AssumeRole",
      },
    ],
  },
  "chain.assume-role.json": {
    version: 1,
    caller: { principal: caller, policies: ["caller.inline-policy.json"] },
    hops: [{ roleArn: reader, trustPolicy: "reader.trust-policy.json" }],
  },
  "caller.inline-policy.json": {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
  },
  "reader.trust-policy.json": {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: [caller, onlyInPolicy] }, Action: "sts:AssumeRole" }],
  },
  "store.assume-role.json": {
    version: 1,
    caller: { principal: caller, policies: [] },
    hops: [],
    buckets: [{ name: "workspace-bucket", policy: "store.bucket-policy.json" }],
    checks: [{ list: "s3://workspace-bucket/in/" }],
  },
  "store.bucket-policy.json": {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: caller },
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::workspace-bucket",
      },
    ],
  },
  "user.inline-policy.json": {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: reader }],
  },
};

const at = (name: string) => fileIn("workspace-test", name);

function placeOf(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  ok(at !== -1, `${text} does not stand in the document.`);
  return document.positionAt(at + 1);
}

const nameOf = ({ path }: vscode.Uri): string => path.slice(path.lastIndexOf("/") + 1);

describe("the workspace as a whole in the real editor", () => {
  before(async () => {
    await ourExtension().activate();
    for (const [name, value] of Object.entries(files)) {
      await write(at(name), typeof value === "string" ? value : JSON.stringify(value, null, 2));
    }
  });
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(at("."), { recursive: true });
  });

  it("goes from a role's ARN to its role config and its trust policy", async () => {
    const document = await open(at("user.inline-policy.json"));
    const position = placeOf(document, "WorkspaceReader");
    const names = await until("there are two places", async () => {
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        "vscode.executeDefinitionProvider",
        document.uri,
        position,
      );
      return found.length === 2
        ? found.map((place) => nameOf("uri" in place ? place.uri : place.targetUri))
        : undefined;
    });
    deepEqual(names, ["chain.assume-role.json", "reader.trust-policy.json"]);
  });

  it("finds every place that names a role", async () => {
    const document = await open(at("user.inline-policy.json"));
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeReferenceProvider",
      document.uri,
      placeOf(document, "WorkspaceReader"),
    );
    deepEqual(found.map(({ uri }) => nameOf(uri)).sort(), [
      "chain.assume-role.json",
      "config",
      "user.inline-policy.json",
    ]);
  });

  it("renames a role in all files, and refuses a name that cannot be", async () => {
    const document = await open(at("user.inline-policy.json"));
    const position = placeOf(document, "WorkspaceReader");
    const rename = (name: string) =>
      vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        "vscode.executeDocumentRenameProvider",
        document.uri,
        position,
        name,
      );
    const edit = await rename("NewReader");
    deepEqual(
      edit
        .entries()
        .map(([uri, edits]) => [nameOf(uri), edits.map(({ newText }) => newText)])
        .sort(),
      [
        ["chain.assume-role.json", ["NewReader"]],
        ["config", ["NewReader"]],
        ["user.inline-policy.json", ["NewReader"]],
      ],
    );
    let refused = "";
    await rename("not/a name").then(
      () => undefined,
      (error: unknown) => {
        refused = String(error);
      },
    );
    ok(refused.includes("slash") || refused.includes("letters"), `refused: ${refused}`);
  });

  it("renames a bucket in all files", async () => {
    const document = await open(at("store.bucket-policy.json"));
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      placeOf(document, "workspace-bucket"),
      "other-bucket",
    );
    deepEqual(
      edit
        .entries()
        .map(([uri, edits]) => [nameOf(uri), edits.map(({ newText }) => newText)])
        .sort(),
      [
        ["store.assume-role.json", ["other-bucket", "other-bucket"]],
        ["store.bucket-policy.json", ["other-bucket"]],
      ],
    );
  });

  it("finds what the other file lacks and adds it there", async () => {
    const document = await open(at("reader.trust-policy.json"));
    const finding = await until("the finding shows", () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .find((one) => codeOf(one) === "CALLER_LACKS_ASSUME_ROLE" && one.message.includes("WorkspaceCaller")),
    );
    equal(document.getText(finding.range), `"${caller}"`, "place");
    equal(
      nameOf(finding.relatedInformation?.[0]?.location.uri ?? document.uri),
      "caller.inline-policy.json",
      "related file",
    );
    const fix = await until("the fix is offered", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        finding.range,
      );
      return actions.find(({ title }) => title === "Allow sts:AssumeRole in caller.inline-policy.json");
    });
    await vscode.workspace.applyEdit(fix.edit ?? new vscode.WorkspaceEdit());
    const other = await vscode.workspace.openTextDocument(at("caller.inline-policy.json"));
    ok(other.getText().includes(`"Resource": "${reader}"`), other.getText());
    await until("the finding goes", () =>
      vscode.languages.getDiagnostics(document.uri).some((one) => codeOf(one) === "CALLER_LACKS_ASSUME_ROLE")
        ? undefined
        : true,
    );
    await other.save();
  });

  it("offers a role that only a policy names", async () => {
    const document = await open(at("user.inline-policy.json"));
    const position = placeOf(document, reader);
    await until("the role is offered", async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        position,
      );
      const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      return labels.some((label) => label.includes(onlyInPolicy)) ? true : undefined;
    });
  });

  it("fills a placeholder in every file where it stands open", async () => {
    const document = await open(at("one.trust-policy.json"));
    const position = placeOf(document, "<WORKSPACE_ACCOUNT>");
    const actions = await until("a value is offered", async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        new vscode.Range(position, position),
      );
      return found.some(({ title }) => title.startsWith("Fill <WORKSPACE_ACCOUNT> with")) ? found : undefined;
    });
    ok(
      actions.some(({ command }) => command?.command === "assumeRole.fillPlaceholder"),
      "the question is offered too",
    );
    const fill = actions.find(({ title }) => title.startsWith("Fill <WORKSPACE_ACCOUNT> with"));
    ok(fill?.title.endsWith("in 2 places"), fill?.title ?? "");
    await vscode.workspace.applyEdit(fill?.edit ?? new vscode.WorkspaceEdit());
    for (const name of ["one.trust-policy.json", "two.trust-policy.json"]) {
      const filled = await vscode.workspace.openTextDocument(at(name));
      ok(/arn:aws:iam::\d{12}:root/.test(filled.getText()), filled.getText());
      await filled.save();
    }
  });
});
