import * as vscode from "vscode";
import { deepEqual, equal, ok } from "../harness/assert.ts";
import { codeOf, fileIn, findingOf, hoverAt, labelsAt, open } from "../harness/editor.ts";
import { ourExtension } from "../harness/ourExtension.ts";
import { until } from "../harness/until.ts";

const at = (name: string) => fileIn("embedded-test", name);

function ours(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "assume-role");
}

function codes(document: vscode.TextDocument): string[] {
  return ours(document).map((one) => String(codeOf(one)));
}

/** The quick fix of a title, applied. */
async function fix(document: vscode.TextDocument, range: vscode.Range, title: RegExp): Promise<void> {
  const action = await until(`there is a fix ${String(title)}`, async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
    );
    return actions.find((one) => title.test(one.title));
  });
  if (action.edit === undefined) throw new Error(`${action.title} has no edit.`);
  ok(await vscode.workspace.applyEdit(action.edit), action.title);
}

const identity = `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::529018253771:role/App" }]
}
`;

const template = `{
  "Resources": {
    "App": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "Trust",
              "Effect": "Allow",
              "Principal": { "Service": { "Fn::Sub": "ec2.\${AWS::URLSuffix}" } },
              "Action": "sts:AsumeRole"
            }
          ]
        },
        "Policies": [
          {
            "PolicyName": "read",
            "PolicyDocument": {
              "Version": "2012-10-17",
              "Statement": [{ "Effect": "Allow", "Action": "s3:GetObj", "Resource": { "Fn::GetAtt": ["Bucket", "Arn"] } }]
            }
          }
        ]
      }
    }
  }
}
`;

describe("the kind of a policy in the real editor", () => {
  before(() => ourExtension().activate());
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(at("."), { recursive: true });
  });

  const choose = async (kind: string) => {
    const done = vscode.commands.executeCommand("assumeRole.changePolicyKind", kind);
    let over = false;
    void done.then(() => (over = true));
    await until(`${kind} is chosen`, () => over || undefined);
  };

  it("is what the user says, for findings and completion, until that is taken back", async () => {
    const document = await open(at("chosen.json"), identity);
    await choose("trust");
    await findingOf(document, "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE");
    ok(
      (await labelsAt(document, document.positionAt(identity.indexOf('"Effect"')))).includes("Principal"),
      "Principal is offered in a trust policy",
    );
    await choose("none");
    await until("there are no findings", () => (ours(document).length === 0 ? true : undefined));
    await choose("automatic");
    equal(
      (await labelsAt(document, document.positionAt(identity.indexOf('"Effect"')))).includes("Principal"),
      false,
    );
    ok(!codes(document).includes("ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE"), "an identity policy again");
  });

  it("is remembered for the file, also when the file is renamed", async () => {
    await open(at("remembered.json"), identity);
    await choose("trust");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(at("remembered.json"), at("renamed.json"));
    ok(await vscode.workspace.applyEdit(edit), "renamed");
    const document = await open(at("renamed.json"));
    await findingOf(document, "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE");
    await choose("automatic");
  });

  it("makes a policy of a file that is none by its name and text", async () => {
    const document = await open(at("empty.json"), "{\n  \n}\n");
    equal((await labelsAt(document, new vscode.Position(1, 2))).includes("Statement"), false);
    await choose("bucket");
    ok((await labelsAt(document, new vscode.Position(1, 2))).includes("Statement"), "Statement is offered");
    await choose("automatic");
  });
});

describe("policies in templates and plans in the real editor", () => {
  before(() => ourExtension().activate());
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(at("."), { recursive: true });
  });

  it("have findings at their places, none about what CloudFormation fills in, and fixes", async () => {
    const document = await open(at("template.json"), template);
    const wrong = await findingOf(document, "INVALID_ACTION");
    deepEqual(
      [...new Set(ours(document).map(({ range }) => document.getText(range)))],
      ['"sts:AsumeRole"', '"s3:GetObj"'],
    );
    await fix(document, wrong.range, /sts:AssumeRole/);
    await until("the action is right", () =>
      ours(document).some(({ range }) => document.getText(range) === '"sts:AsumeRole"') ? undefined : true,
    );
    equal(document.getText(), template.replace("sts:AsumeRole", "sts:AssumeRole"));
  });

  it("have completion and hover, each action once", async () => {
    const document = await open(at("typing.json"), template.replace("s3:GetObj", "s3:GetObject"));
    const place = document.positionAt(document.getText().indexOf("s3:GetObject") + "s3:GetOb".length);
    equal((await labelsAt(document, place)).filter((label) => label === "s3:GetObject").length, 1);
    const words = await hoverAt(document, place);
    ok(words.includes("Amazon S3"), words);
  });

  it("have an outline of their statements", async () => {
    const document = await open(at("outline.json"), template);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    const trust = symbols.find(({ name }) => name === "App.AssumeRolePolicyDocument");
    deepEqual(
      trust?.children.map(({ name }) => name),
      ["Trust"],
    );
  });

  it("have refactorings, which keep what the deployment makes", async () => {
    const document = await open(
      at("refactored.template.json"),
      template.replace("s3:GetObj", "sts:AssumeRoleWith*"),
    );
    await findingOf(document, "INVALID_ACTION");
    const place = document.positionAt(document.getText().indexOf("sts:AssumeRoleWith*"));
    const title = "Write sts:AssumeRoleWith* out as 2 actions";
    const action = await until("the change is offered", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        new vscode.Range(place, place),
        vscode.CodeActionKind.Refactor.value,
      );
      return actions.find((one) => one.title === title);
    });
    await vscode.workspace.applyEdit(action.edit ?? new vscode.WorkspaceEdit());
    const text = document.getText();
    ok(
      /"Action": \[\n {16}"sts:AssumeRoleWithSAML",\n {16}"sts:AssumeRoleWithWebIdentity"\n {14}\]/.test(
        text,
      ),
      text,
    );
    ok(text.includes('"Resource": { "Fn::GetAtt": ["Bucket", "Arn"] }'), text);
  });

  it("are found in what the CDK writes", async () => {
    const document = await open(at("cdk.out/Stack.template.json"), template);
    await findingOf(document, "INVALID_ACTION");
  });

  it("in a string of a plan have findings at their places, and fixes that are escaped", async () => {
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjekt"], Resource: "arn:aws:s3:::bucket-529/*" },
      ],
    });
    const plan = JSON.stringify(
      {
        format_version: "1.2",
        resource_changes: [
          {
            address: "aws_iam_policy.read",
            mode: "managed",
            type: "aws_iam_policy",
            change: { actions: ["create"], before: null, after: { name: "read", policy } },
          },
        ],
      },
      null,
      2,
    );
    const document = await open(at("plan.json"), plan);
    const wrong = await findingOf(document, "INVALID_ACTION");
    equal(document.getText(wrong.range), '\\"s3:GetObjekt\\"');
    const place = document.positionAt(plan.indexOf("s3:GetObjekt") + "s3:GetOb".length);
    equal((await labelsAt(document, place)).filter((label) => label === "s3:GetObjectAcl").length, 1);
    await fix(document, wrong.range, /Change to s3:GetObject/);
    const changed = JSON.parse(document.getText()) as {
      resource_changes: { change: { after: { policy: string } } }[];
    };
    const after = JSON.parse(changed.resource_changes[0]?.change.after.policy ?? "") as {
      Statement: { Action: string[] }[];
    };
    equal(after.Statement[0]?.Action.length, 2);
    ok(!document.getText().includes("s3:GetObjekt"), "the action is changed");
  });

  it("leave ordinary JSON without findings, symbols and completions", async () => {
    const text = JSON.stringify(
      { Resources: { Bucket: { Type: "AWS::S3::Bucket" } }, Statement: ["Effect"] },
      null,
      2,
    );
    const document = await open(at("ordinary.json"), text);
    // What is found in a policy that was opened later has been looked for here too.
    await findingOf(await open(at("later.json"), template), "INVALID_ACTION");
    deepEqual(ours(document), []);
    const labels = await labelsAt(document, document.positionAt(text.indexOf("AWS::S3")));
    ok(!labels.some((label) => label.startsWith("s3:") || label === "NotAction"), labels.join(", "));
  });
});
