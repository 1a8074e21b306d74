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
  write,
} from "../harness/editor.ts";
import { ourExtension } from "../harness/ourExtension.ts";
import { until } from "../harness/until.ts";

const at = (name: string) => fileIn("policies-test", name);
const statement = (body: string): string =>
  `{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Allow", ${body} }\n  ]\n}\n`;

describe("policies in the real editor", () => {
  before(() => ourExtension().activate());
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(at("."), { recursive: true });
  });

  it("completes actions of a service, each once", async () => {
    const [document, position] = await openAt(
      at("a.inline-policy.json"),
      statement(`"Action": "s3:GetOb|", "Resource": "*"`),
    );
    const labels = await labelsAt(document, position);
    equal(labels.filter((label) => label === "s3:GetObject").length, 1, "s3:GetObject");
  });

  it("finds an action by its initials, without a service", async () => {
    const [document, position] = await openAt(
      at("b.inline-policy.json"),
      statement(`"Action": "PBP|", "Resource": "*"`),
    );
    ok((await labelsAt(document, position)).includes("s3:PutBucketPolicy"), "s3:PutBucketPolicy");
  });

  it("offers element names once, beside the built-in JSON service", async () => {
    const [document, position] = await openAt(
      at("c.trust-policy.json"),
      `{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Allow", "|" }\n  ]\n}\n`,
    );
    const labels = await labelsAt(document, position);
    for (const name of ["Principal", "Action", "Condition"])
      equal(labels.filter((label) => label === name || label === `"${name}"`).length, 1, name);
    equal(labels.includes("Effect"), false, "an element that is there already");
  });

  it("says what an action is", async () => {
    const [document, position] = await openAt(
      at("d.inline-policy.json"),
      statement(`"Action": "sts:Assume|Role", "Resource": "arn:aws:iam::111122223333:role/Deploy"`),
    );
    const text = await hoverAt(document, position);
    ok(text.includes("AssumeRole") && text.includes("Write"), text);
  });

  it("outlines a policy by its statements", async () => {
    const [document] = await openAt(
      at("e.inline-policy.json"),
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
      at("f.inline-policy.json"),
      statement(`"Action": "s3:ListBuckets", "Resource": "*"`) + "|",
    );
    const finding = await findingOf(document, "INVALID_ACTION");
    equal(document.getText(finding.range).replaceAll('"', ""), "s3:ListBuckets", "place");
    await applyAction(document, finding.range, "Change to s3:ListAllMyBuckets");
    ok(document.getText().includes(`"s3:ListAllMyBuckets"`), document.getText());
    await noFinding(document, "INVALID_ACTION");
  });

  it("leaves a finding out where the setting says so", async () => {
    const configuration = vscode.workspace.getConfiguration("assumeRole");
    await configuration.update("findings.ignore", { "**/policies-test/**": ["INVALID_ACTION"] });
    try {
      const [document] = await openAt(
        at("g.inline-policy.json"),
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
    const config = {
      version: 1,
      variables: { ACCOUNT_NO: "111111111111" },
      hops: [{ roleArn: "arn:aws:iam::<ACCOUNT_NO>:role/A", trustPolicy: "filled.trust-policy.json" }],
    };
    await write(at("filled.assume-role.json"), JSON.stringify(config));
    const [document] = await openAt(
      at("filled.trust-policy.json"),
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
      at("package.json"),
      `{ "name": "x", "version": "1.0.0", "Statement": "none" }|`,
    );
    await openAt(at("h.inline-policy.json"), `{ "Statement": [] }|`);
    await until("a policy opened after it is judged", () =>
      vscode.languages.getDiagnostics(at("h.inline-policy.json")).length > 0 ? true : undefined,
    );
    deepEqual(
      vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "assume-role"),
      [],
    );
  });
});
