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
  textIn,
} from "../harness/editor.ts";
import { ourExtension } from "../harness/ourExtension.ts";
import { until } from "../harness/until.ts";

const folder = "role-configs-test";
const at = (name: string) => fileIn(folder, name);

describe("role configs in the real editor", () => {
  before(() => ourExtension().activate());
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(at("."), { recursive: true });
  });

  it("offers every member once, beside the built-in JSON service", async () => {
    const [document, position] = await openAt(
      at("a.assume-role.jsonc"),
      `{\n  "version": 1,\n  "hops": [\n    { "roleArn": "arn:aws:iam::111122223333:role/R", "|" }\n  ]\n}\n`,
    );
    const labels = await labelsAt(document, position);
    for (const name of ["trustPolicy", "policies", "externalId", "expect"]) {
      equal(labels.filter((label) => label === name || label === `"${name}"`).length, 1, name);
    }
    equal(labels.includes("roleArn"), false, "a member that is there already");
  });

  it("offers the expectations once", async () => {
    const [document, position] = await openAt(
      at("b.assume-role.jsonc"),
      `{ "version": 1, "checks": [{ "list": "s3://b/", "expect": "|" }] }`,
    );
    const labels = (await labelsAt(document, position)).map((label) => label.replaceAll('"', ""));
    deepEqual(
      labels.filter((label) => /allow|deny/i.test(label)),
      ["allow", "deny", "explicitDeny", "implicitDeny"],
    );
  });

  it("offers the policy files of the workspace", async () => {
    await openAt(at("near.trust-policy.json"), `{ "Statement": [] }|`);
    const [document, position] = await openAt(
      at("c.assume-role.jsonc"),
      `{ "version": 1, "hops": [{ "trustPolicy": "|" }] }`,
    );
    await until("the file is offered", async () =>
      (await labelsAt(document, position)).includes("near.trust-policy.json") ? true : undefined,
    );
  });

  it("completes actions in a policy that stands in the config, each once", async () => {
    const [document, position] = await openAt(
      at("d.assume-role.jsonc"),
      `{ "caller": { "policies": [{ "Statement": [{ "Action": "s3:GetOb|" }] }] } }`,
    );
    const labels = await labelsAt(document, position);
    equal(labels.filter((label) => label === "s3:GetObject").length, 1, "s3:GetObject");
  });

  it("says what an action in a policy of the config is", async () => {
    const [document, position] = await openAt(
      at("e.assume-role.jsonc"),
      `{ "caller": { "policies": [{ "Statement": [{ "Action": "sts:Assume|Role" }] }] } }`,
    );
    const text = await hoverAt(document, position);
    ok(text.includes("temporary security credentials"), text);
  });

  it("finds what is wrong at its place and mends it", async () => {
    const [document] = await openAt(
      at("f.assume-role.jsonc"),
      `{ "version": 1, "caller": { "principal": "arn:aws:iam::111122223333:user/u" },\n  "hops": [{ "roleArn": "arn:aws:iam::111122223333:role/R", "sesionName": "session" }] }|`,
    );
    const finding = await findingOf(document, "unknownMember");
    equal(document.getText(finding.range), `"sesionName"`, "place");
    await applyAction(document, finding.range, `Change to "sessionName"`);
    ok(document.getText().includes(`"sessionName"`), document.getText());
    await noFinding(document, "unknownMember");
  });

  it("judges a policy in the config by the rules, with their fixes", async () => {
    const [document] = await openAt(
      at("g.assume-role.jsonc"),
      `{ "version": 1, "caller": { "principal": "arn:aws:iam::111122223333:user/u",\n  "policies": [{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:ListBuckets", "Resource": "*" }] }] }, "hops": [] }|`,
    );
    const finding = await findingOf(document, "INVALID_ACTION");
    await until("the nearest action is offered", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        finding.range,
      );
      return actions.some(({ title }) => title.includes("s3:ListAllMyBuckets")) ? true : undefined;
    });
  });

  it("creates a policy file that is missing, of the kind of its place", async () => {
    const [document] = await openAt(
      at("h.assume-role.jsonc"),
      `{ "version": 1, "caller": { "principal": "arn:aws:iam::111122223333:user/u" },\n  "hops": [{ "roleArn": "arn:aws:iam::111122223333:role/R", "trustPolicy": "created.trust-policy.json" }] }|`,
    );
    const finding = await findingOf(document, "missingFile");
    await applyAction(document, finding.range, "Create created.trust-policy.json");
    const text = await textIn(at("created.trust-policy.json"));
    ok(text.includes("sts:AssumeRole"), text);
    await noFinding(document, "missingFile");
  });

  it("outlines the config", async () => {
    const [document] = await openAt(
      at("i.assume-role.jsonc"),
      `{ "version": 1, "caller": { "principal": "arn:aws:iam::111122223333:user/u" }, "hops": [{ "roleArn": "arn:aws:iam::111122223333:role/R" }] }|`,
    );
    await until("the hop is in the outline", async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      return symbols?.some(({ name }) => name === "hop 1");
    });
  });

  it("links a code to its page, which opens", async () => {
    const [document] = await openAt(at("j.assume-role.jsonc"), `{ "version": 2 }|`);
    const finding = await findingOf(document, "badVersion");
    ok(typeof finding.code === "object" && codeOf(finding) === "badVersion", "The code has no link.");
    const { target } = finding.code as { readonly target: vscode.Uri };
    equal(target.scheme, "command", "scheme");
    await vscode.commands.executeCommand(target.path, ...(JSON.parse(target.query) as string[]));
    await until("the page shows", () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ label }) => label.includes("badVersion"))
        ? true
        : undefined,
    );
  });
});
