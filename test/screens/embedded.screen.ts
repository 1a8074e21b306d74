import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome, type FixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { Workbench } from "./harness/workbench.ts";

const template = `{
  "Resources": {
    "App": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [
            {
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
              "Statement": [{ "Effect": "Allow", "Action": "", "Resource": { "Fn::GetAtt": ["Bucket", "Arn"] } }]
            }
          }
        ]
      }
    },
    "Queue": {
      "Type": "AWS::SQS::QueuePolicy",
      "Properties": { "Queues": [], "PolicyDocument": { "Statement": [] } }
    }
  }
}
`;
const plan = JSON.stringify(
  {
    format_version: "1.2",
    resource_changes: [
      {
        address: "aws_iam_policy.read",
        mode: "managed",
        type: "aws_iam_policy",
        change: {
          after: {
            policy:
              '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Pbp","Resource":"*"}]}',
          },
        },
      },
    ],
  },
  null,
  2,
);

/** What somebody sees who writes the policies in a template or reads a plan. */
describe("policies in other documents", () => {
  let home: FixtureHome;
  let workbench: Workbench;

  before(async () => {
    home = makeFixtureHome();
    writeFileSync(join(home.workspace, "stack.json"), template);
    writeFileSync(
      join(home.workspace, "wide.json"),
      template.replace("sts:AsumeRole", "sts:AssumeRoleWith*"),
    );
    writeFileSync(join(home.workspace, "plan.json"), plan);
    writeFileSync(
      join(home.workspace, "unnamed.json"),
      '{\n  "Version": "2012-10-17",\n  "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*" }]\n}\n',
    );
    workbench = await Workbench.open({ folder: home.workspace, env: home.env });
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench.close());

  it("in a template: a mistake is underlined, an action is completed by the keyboard, its status is shown", async () => {
    await workbench.openFile("stack.json");
    const line = template.split("\n").findIndex((text) => text.includes('"Action": "",'));
    const column = (template.split("\n")[line] ?? "").indexOf('"Action": "') + '"Action": "'.length;
    const typing = await workbench.typingAt(line + 1, column + 1);
    // The mistyped action of the trust policy, and nothing that CloudFormation fills in; the empty action too.
    await typing.type("PBP");
    await workbench.screenshot("embedded-typing");
    await typing.accept("s3:PutBucketPolicy");
    await typing.waitForUnderlined("error", 1);
    assert.match(
      await workbench.editorText(),
      /"Action": "s3:PutBucketPolicy", "Resource": \{ "Fn::GetAtt": \["Bucket", "Arn"\] \} \}\]/,
    );
    const status = await typing.languageStatus();
    await workbench.screenshot("embedded-template");
    assert.match(status, /2 policies/);
    assert.match(status, /CloudFormation template, 1 not checked/);
    assert.match(status, /catalogue of 20\d\d-\d\d-\d\d/);
  });

  it("in a template: a wildcard is written out by the keyboard, at the indentation of the statement", async () => {
    await workbench.openFile("wide.json");
    const line = template.split("\n").findIndex((text) => text.includes("sts:AsumeRole"));
    const typing = await workbench.typingAt(line + 1, 30);
    await typing.applyFix("Write sts:AssumeRoleWith* out as 2 actions", () =>
      workbench.screenshot("embedded-refactoring"),
    );
    await workbench.until("the actions are written out", async () =>
      (await workbench.editorText()).includes(
        [
          '              "Action": [',
          '                "sts:AssumeRoleWithSAML",',
          '                "sts:AssumeRoleWithWebIdentity"',
          "              ]",
        ].join("\n"),
      ),
    );
    await workbench.screenshot("embedded-refactored");
  });

  it("in a string of a plan: an action is completed, and escaped", async () => {
    await workbench.openFile("plan.json");
    const lines = plan.split("\n");
    const line = lines.findIndex((text) => text.includes("s3:Pbp"));
    const column = (lines[line] ?? "").indexOf("s3:Pbp") + "s3:Pbp".length;
    const typing = await workbench.typingAt(line + 1, column + 1);
    await typing.press("ControlOrMeta+Space");
    await typing.accept("s3:PutBucketPolicy");
    await workbench.screenshot("embedded-plan");
    const policy = /"policy": (".*")/.exec(await workbench.editorText())?.[1] ?? "";
    assert.deepEqual((JSON.parse(JSON.parse(policy) as string) as { Statement: object[] }).Statement, [
      { Effect: "Allow", Action: "s3:PutBucketPolicy", Resource: "*" },
    ]);
  });

  it("the kind of a file can be changed, and is shown", async () => {
    await workbench.openFile("unnamed.json");
    const typing = await workbench.typingAt(1, 1);
    assert.match(await typing.languageStatus(), /Identity policy[^]*by its content/);
    await workbench.runCommand("Assume Role: Change Policy Kind");
    const question = await workbench.question("What is this file?");
    await workbench.screenshot("kind-question");
    await question.pick("Trust policy");
    await workbench.until("the kind is shown", async () =>
      /Trust policy[^]*chosen by you/.test(await typing.languageStatus()),
    );
    await workbench.screenshot("kind-chosen");
  });
});
