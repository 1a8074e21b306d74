import * as vscode from "vscode";
import { deepEqual, equal, ok } from "../harness/assert.ts";
import { completionsAt, fileIn, labelOf, open, openAt } from "../harness/editor.ts";
import { ourExtension } from "../harness/ourExtension.ts";

const at = (name: string) => fileIn("authoring-test", name);

/** Labels of the snippets that the editor offers at the `|` of a text. */
async function snippetsAt(name: string, marked: string): Promise<string[]> {
  const [document, position] = await openAt(at(name), marked);
  return (await completionsAt(document, position))
    .filter((item) => item.kind === vscode.CompletionItemKind.Snippet)
    .map(labelOf);
}

/** The findings of the built-in JSON service, once it has any or after it had its time. */
async function schemaFindings(name: string, text: string, expectSome: boolean): Promise<string[]> {
  const document = await open(at(name), text);
  const end = Date.now() + (expectSome ? 60_000 : 2_500);
  for (;;) {
    const found = vscode.languages.getDiagnostics(document.uri);
    if ((expectSome && found.length > 0) || Date.now() > end) return found.map(({ message }) => message);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const statement = `{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "ec2.amazonaws.com" } }`;

describe("authoring in the real editor", () => {
  before(() => ourExtension().activate());
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(at("."), { recursive: true });
  });

  it("offers trust policy snippets in an empty trust policy, each once", async () => {
    const labels = await snippetsAt("empty.trust-policy.json", "|");
    ok(labels.length >= 8, `only ${labels.length} snippets: ${labels.join(", ")}`);
    equal(new Set(labels).size, labels.length, "distinct labels");
  });

  it("offers no snippet of ours in ordinary JSON", async () => {
    const ours = await snippetsAt("empty.trust-policy.json", "|");
    const labels = await snippetsAt("settings.json", "|");
    deepEqual(
      labels.filter((label) => ours.includes(label)),
      [],
    );
  });

  it("offers statements inside the Statement array", async () => {
    const labels = await snippetsAt(
      "statements.trust-policy.json",
      `{ "Version": "2012-10-17", "Statement": [${statement}, |] }`,
    );
    ok(labels.length > 0, "no statement is offered");
  });

  it("finds a wrong element name by the schema of the file's kind", async () => {
    const findings = await schemaFindings(
      "wrong.trust-policy.json",
      `{ "Version": "2012-10-17", "Statement": { "Efect": "Allow", "Action": "sts:AssumeRole", "Principal": "*" } }`,
      true,
    );
    ok(findings.length > 0, "the schema found nothing");
  });

  it("finds nothing in a legal trust policy with a single statement object", async () => {
    deepEqual(
      await schemaFindings(
        "right.trust-policy.json",
        `{ "Version": "2012-10-17", "Statement": ${statement} }`,
        false,
      ),
      [],
    );
  });

  it("gives ~/.aws/config its language by its place", async () => {
    const document = await open(at(".aws/config"), "[profile a]\nregion = eu-west-1\n");
    equal(document.languageId, "aws-config", "language");
  });
});
