import assert from "node:assert/strict";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startFront, type Front } from "../servers/front.ts";
import { startMoto, type Moto } from "../servers/moto.ts";
import { Workbench } from "./harness/workbench.ts";

const device = "arn:aws:iam::222222222222:mfa/jane";
const roleOf = (name: string): string => `arn:aws:iam::222222222222:role/${name}`;

const denied = (message: string): string =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`;

describe("one MFA code for the roles of a device", () => {
  let moto: Moto;
  let front: Front;
  let workbench: Workbench;

  before(async () => {
    moto = await startMoto();
    front = await startFront(moto.endpoint);
    const profile = (name: string, region: string): string => `
[profile ${name}]
role_arn = ${roleOf(name)}
source_profile = base
mfa_serial = ${device}
region = ${region}
endpoint_url = ${front.endpoint}
`;
    const fixture = makeFixtureHome({
      config: `[profile base]
region = us-east-1
endpoint_url = ${front.endpoint}
${profile("deploy", "us-east-1")}${profile("read", "eu-west-1")}${profile("audit", "us-east-1")}`,
      credentials: `[base]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`,
    });
    workbench = await Workbench.open({ folder: fixture.workspace, env: fixture.env });
    await workbench.showView();
  });

  beforeEach(() => {
    front.requests.length = 0;
  });

  afterEach(async function () {
    front.fault = () => undefined;
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await front.stop();
    await moto.stop();
  });

  const count = (action: string): number =>
    front.requests.filter(({ form }) => form.get("Action") === action).length;
  const check = async (profile: string): Promise<void> => {
    await (await workbench.treeRow(profile)).pressInline("Check Caller Identity");
    await (await workbench.dialog()).press("Call AWS");
  };

  it("says that a code was wrong, and keeps nothing of it", async () => {
    front.fault = ({ form }) =>
      form.get("Action") === "GetSessionToken"
        ? {
            kind: "answer",
            status: 403,
            body: denied("MultiFactorAuthentication failed with invalid MFA one time pass code."),
          }
        : undefined;
    await check("deploy");
    const code = await workbench.question(`MFA code for ${device}`);
    assert.ok(await code.isPassword());
    await code.enter("12345");
    await code.waitForMessage("Six digits");
    await workbench.screenshot("mfa-question");
    await code.enter("123456");
    const notification = await workbench.notification("code");
    await workbench.screenshot("mfa-wrong");
    assert.ok(notification);
    assert.equal(count("AssumeRole"), 0);
  });

  it("asks once for two roles of one device, also in two regions", async () => {
    await (await workbench.treeRow("deploy")).pressInline("Check Caller Identity");
    await (await workbench.question(`MFA code for ${device}`)).enter("234567");
    await workbench.reportText("Caller Identity deploy", /assumed-role\/deploy\//);
    await workbench.screenshot("mfa-first");
    await check("read");
    await workbench.reportText("Caller Identity read", /assumed-role\/read\//);
    await workbench.screenshot("mfa-second");
    assert.equal(count("GetSessionToken"), 1);
    const roles = front.requests.filter(({ form }) => form.get("Action") === "AssumeRole");
    assert.deepEqual(
      roles.map(({ form }) => [form.get("RoleArn"), form.get("TokenCode")]),
      [
        [roleOf("deploy"), null],
        [roleOf("read"), null],
      ],
    );
  });

  it("asks once more where a policy finds the code too old, and not again after that", async () => {
    let refused = 0;
    front.fault = ({ form }) => {
      if (form.get("Action") !== "AssumeRole" || refused > 0) return undefined;
      refused++;
      return {
        kind: "answer",
        status: 403,
        body: denied(
          `User: arn:aws:iam::222222222222:user/jane is not authorized to perform: sts:AssumeRole on resource: ${roleOf("audit")}`,
        ),
      };
    };
    await check("audit");
    await (await workbench.question(`MFA code for ${device}`)).enter("345678");
    await workbench.reportText("Caller Identity audit", /assumed-role\/audit\//);
    assert.deepEqual([refused, count("GetSessionToken"), count("AssumeRole")], [1, 1, 2]);
    await workbench.screenshot("mfa-too-old");
  });
});
