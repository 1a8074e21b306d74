import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startFront, type Front } from "../servers/front.ts";
import { startMoto, type Moto } from "../servers/moto.ts";
import { Workbench } from "./harness/workbench.ts";

const principalArn = "arn:aws:iam::222222222222:saml-provider/Corp";
const assertion = Buffer.from(
  `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"><saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:AttributeStatement><saml:Attribute Name="https://aws.amazon.com/SAML/Attributes/Role"><saml:AttributeValue>arn:aws:iam::222222222222:role/Federated,${principalArn}</saml:AttributeValue></saml:Attribute><saml:Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName"><saml:AttributeValue>alice</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>`,
).toString("base64");

/** A response that is valid until then, with a duration of two hours. */
function samlResponse(until: Date, roles: readonly string[]): string {
  const name = (last: string): string => `https://aws.amazon.com/SAML/Attributes/${last}`;
  const value = (text: string): string => `<saml:AttributeValue>${text}</saml:AttributeValue>`;
  // moto reads one value of each attribute, the last one's role.
  const pairs = roles.map(
    (role) =>
      `<saml:Attribute Name="${name("Role")}">${value(`arn:aws:iam::222222222222:role/${role},${principalArn}`)}</saml:Attribute>`,
  );
  return Buffer.from(
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"><saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:Conditions NotOnOrAfter="${until.toISOString()}"/><saml:AttributeStatement>${pairs.join("")}<saml:Attribute Name="${name("RoleSessionName")}">${value("alice")}</saml:Attribute><saml:Attribute Name="${name("SessionDuration")}">${value("7200")}</saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>`,
  ).toString("base64");
}

/** A session of no profile: the identity provider's word is pasted, and nothing of it stays. */
describe("a session of a SAML assertion", () => {
  let moto: Moto;
  let front: Front;
  let workbench: Workbench;
  let workspace: string;
  const title = "Assume Role with SAML Assertion";
  const response = samlResponse(new Date(Date.now() + 3_600_000), ["Federated", "Audit"]);
  const over = samlResponse(new Date(Date.now() - 60_000), ["Federated"]);

  before(async () => {
    moto = await startMoto();
    front = await startFront(moto.endpoint);
    const fixture = makeFixtureHome({
      config: `[profile base]
region = us-east-1
endpoint_url = ${front.endpoint}

[profile deploy]
role_arn = arn:aws:iam::222222222222:role/Deploy
source_profile = base
role_session_name = first-session
region = us-east-1
endpoint_url = ${front.endpoint}
`,
      credentials: `[base]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`,
    });
    ({ workspace } = fixture);
    // The list of files to open is read when the editor starts.
    writeFileSync(
      join(workspace, "login.html"),
      `<html><body onload="document.forms[0].submit()">\n<form method="post" action="https://signin.aws.amazon.com/saml">\n<input type="hidden" name="SAMLResponse" value="${response}"/>\n</form></body></html>\n`,
    );
    writeFileSync(join(workspace, "old-response.xml"), Buffer.from(over, "base64"));
    workbench = await Workbench.open({
      folder: workspace,
      env: { ...fixture.env, AWS_PROFILE: "deploy" },
    });
    await workbench.showView();
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await front.stop();
    await moto.stop();
  });

  it("is made of a SAML assertion that is typed hidden, sent once and kept nowhere", async () => {
    await workbench.runCommand(`Assume Role: ${title}`);
    await (await workbench.question(title)).pickFirst("Paste it");
    const question = await workbench.question(title);
    await question.waitForMessage("Paste the value of the form field SAMLResponse");
    assert.ok(await question.isPassword());
    await question.type("bm90IFNBTUw=");
    await question.waitForMessage("This is no SAML response: as XML, there is text outside of its element");
    await question.type(assertion);
    await question.waitForMessage("Paste the value of the form field SAMLResponse");
    await workbench.screenshot("saml-assertion");
    await workbench.page.keyboard.press("Enter");
    await (await workbench.dialog()).press("Call AWS");
    const report = await workbench.reportText("Assume Role Federated", /^Allowed · live at \d\d:\d\d$/m);
    const row = await workbench.treeRow("Federated/alice");
    assert.equal(row.level, 1, "there is no profile that it could stand below");
    assert.match(row.description, /^until \d\d:\d\d/);
    await workbench.screenshot("saml-assumed");
    assert.match(report, /arn:aws:sts::222222222222:assumed-role\/Federated\/alice/);
    const sent = front.requests.filter(({ form }) => form.get("Action") === "AssumeRoleWithSAML");
    assert.equal(sent.length, 1);
    assert.equal(sent[0]?.form.get("PrincipalArn"), principalArn);
    assert.equal(sent[0].form.get("SAMLAssertion"), assertion);

    const log = await workbench.outputText("Assume Role", /AssumeRoleWithSAML/);
    const files = readdirSync(workbench.dataFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    assert.ok(files.length > 3, "there was something to look through");
    for (const text of [log, report, await workbench.page.content(), ...files])
      assert.equal(text.includes(assertion.slice(0, 60)), false);
  });

  it("is made of the page in the open editor, with one of its roles and its duration", async () => {
    const before = front.requests.length;
    await workbench.openFile("login.html");
    await workbench.runCommand(`Assume Role: ${title}`);
    const where = await workbench.question(title);
    await workbench.screenshot("saml-where");
    const [first = ""] = await where.items();
    assert.match(first, /login\.html.*2 roles, valid until \d\d:\d\d/);
    await where.pickFirst("Take it from the open editor");
    const roles = await workbench.question(title);
    await workbench.screenshot("saml-roles");
    await roles.pick("arn:aws:iam::222222222222:role/Audit");
    const dialog = await workbench.dialog();
    await workbench.screenshot("saml-plan");
    assert.match(dialog.message, /role\/Audit using the SAML assertion\?[^]*session alice, for 7200 s/);
    await dialog.press("Call AWS");
    await workbench.treeRow("Audit/alice");
    const [sent] = front.requests.slice(before).map(({ form }) => form);
    assert.equal(sent?.get("SAMLAssertion"), response);
    assert.equal(sent.get("RoleArn"), "arn:aws:iam::222222222222:role/Audit");
    assert.equal(sent.get("DurationSeconds"), "7200");
  });

  it("is not made of a response whose time is over, and nothing is sent", async () => {
    const before = front.requests.length;
    await workbench.openFile("old-response.xml");
    await workbench.runCommand(`Assume Role: ${title}`);
    const where = await workbench.question(title);
    assert.match((await where.items())[0] ?? "", /1 role, not valid any more/);
    await where.pickFirst("Take it from the open editor");
    const dialog = await workbench.dialog();
    assert.match(dialog.message, /This SAML response ended at \d{4}-\d\d-\d\d \d\d:\d\d/);
    await workbench.screenshot("saml-over");
    await dialog.press("Cancel");
    assert.equal(front.requests.length, before);
  });

  it("is made of a file that is chosen, and of none that holds no response", async () => {
    const choose = async (file: string): Promise<void> => {
      await workbench.runCommand(`Assume Role: ${title}`);
      await (await workbench.question(title)).pickFirst("Choose a file");
      const path = workbench.page.locator(".quick-input-widget:visible input[type=text]");
      await workbench.until("the file is asked for", async () =>
        (await path.inputValue({ timeout: 2000 }).catch(() => "")).startsWith("/"),
      );
      await workbench.screenshot("saml-file");
      await (await workbench.quickInput()).enter(join(workspace, file));
    };
    await choose("README.md");
    await workbench.notification("This is not a SAML response: neither base64, nor XML");
    await choose("old-response.xml");
    const dialog = await workbench.dialog();
    assert.match(dialog.message, /This SAML response ended at/);
    await dialog.press("Cancel");
  });
});
