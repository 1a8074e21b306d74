import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startFront, type Front } from "../servers/front.ts";
import { startMoto, type Moto } from "../servers/moto.ts";
import { Workbench } from "./harness/workbench.ts";

const principalArn = "arn:aws:iam::222222222222:saml-provider/Corp";
const assertion = Buffer.from(
  `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"><saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:AttributeStatement><saml:Attribute Name="https://aws.amazon.com/SAML/Attributes/Role"><saml:AttributeValue>arn:aws:iam::222222222222:role/Federated,${principalArn}</saml:AttributeValue></saml:Attribute><saml:Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName"><saml:AttributeValue>alice</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>`,
).toString("base64");

/** A session of no profile: the identity provider's word is pasted, and nothing of it stays. */
describe("a session of a SAML assertion", () => {
  let moto: Moto;
  let front: Front;
  let workbench: Workbench;

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
    workbench = await Workbench.open({
      folder: fixture.workspace,
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
    await workbench.runCommand("Assume Role: Assume Role with SAML Assertion");
    const question = await workbench.question("Assume Role with SAML Assertion");
    assert.ok(await question.isPassword());
    await question.type("bm90IFNBTUw=");
    await question.waitForMessage("This is not a SAML response for AWS");
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
});
