import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startFront, type Front } from "../servers/front.ts";
import { startMoto, type Moto } from "../servers/moto.ts";
import type { QuickInput } from "./harness/quickInput.ts";
import { Workbench } from "./harness/workbench.ts";

const title = "Assume Any Role";
const account = "222222222222";
const arnOf = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
/** More than IAM gives in one page. */
const roleCount = 1010;

const template = {
  Resources: {
    Policy: {
      Type: "AWS::IAM::Policy",
      Properties: {
        PolicyDocument: {
          Statement: [
            { Effect: "Allow", Action: "sts:AssumeRole", Resource: [arnOf("FromTemplate"), arnOf("Any*")] },
          ],
        },
      },
    },
  },
};

const refusal = `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:aws:iam::${account}:user/dev is not authorized to perform: iam:ListRoles on resource: arn:aws:iam::${account}:role/ because no identity-based policy allows the iam:ListRoles action</Message></Error><RequestId>1</RequestId></ErrorResponse>`;

describe("any role, from any profile", () => {
  let moto: Moto;
  let front: Front;
  let workbench: Workbench;

  before(async function () {
    this.timeout(300_000);
    moto = await startMoto();
    front = await startFront(moto.endpoint);
    const owner = await moto.account(account);
    const trust = (Principal: object) => ({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
    });
    const names = Array.from(
      { length: roleCount - 1 },
      (_, index) => `Role-${String(index).padStart(4, "0")}`,
    );
    // One after the other: the server loses its way in many at once.
    const everyone = trust({ AWS: `arn:aws:iam::${account}:root` });
    for (const name of names) await owner.createRole(name, everyone);
    await owner.createRole("Lambda", trust({ Service: "lambda.amazonaws.com" }));
    const { accessKeyId, secretAccessKey } = await owner.createUser("dev");
    const fixture = makeFixtureHome({
      config: `[profile base]
region = us-east-1
endpoint_url = ${front.endpoint}

[profile deploy]
role_arn = ${arnOf("Role-0007")}
source_profile = base
external_id = of-the-profile
region = us-east-1
endpoint_url = ${front.endpoint}

[profile lost]
role_arn = ${arnOf("Lost")}
source_profile = gone
`,
      credentials: `[base]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    });
    mkdirSync(join(fixture.workspace, "stacks"), { recursive: true });
    writeFileSync(join(fixture.workspace, "stacks/app.template.json"), JSON.stringify(template, null, 2));
    workbench = await Workbench.open({
      folder: fixture.workspace,
      env: { ...fixture.env, AWS_PROFILE: "base" },
    });
    await workbench.showView();
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

  /** The question for the role, from the profile in force, which is the one that Enter takes. */
  const askForRole = async (): Promise<QuickInput> => {
    await workbench.runCommand(`Assume Role: ${title}`);
    const profiles = await workbench.question(`${title} (1/3)`);
    assert.match((await profiles.items())[0] ?? "", /^base/);
    await workbench.page.keyboard.press("Enter");
    return workbench.question(`${title} (2/3)`);
  };
  const back = async (): Promise<void> => {
    await workbench.page.locator('.quick-input-titlebar [aria-label^="Back"]').click();
  };
  const focused = (words: string) =>
    workbench.page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: words }).waitFor();

  it("offers the roles that the open document names, those of the profiles, and the account's", async () => {
    await workbench.openFile("stacks/app.template.json");
    const roles = await askForRole();
    const items = await roles.items();
    await workbench.screenshot("any-role-sources");
    assert.match(items.join("\n"), /^FromTemplate ?arn:aws:iam::222222222222:role\/FromTemplate ?line \d+/m);
    assert.match(items.join("\n"), /^Role-0007.*profile 'deploy'/m);
    assert.doesNotMatch(items.join("\n"), /Any|Lost/);
    assert.match(items.at(-1) ?? "", /List the roles of the account/);
    // What is typed may be the beginning of a name that is there, and is that first.
    await roles.type("FromT");
    await focused("FromTemplate");
  });

  it("says what is wrong with a typed ARN, and reads a session's ARN, a link and a name", async () => {
    const roles = await askForRole();
    await roles.type("arn:aws:iam::22222222222:role/Short");
    await focused("'22222222222' is not an account id");
    await workbench.screenshot("any-role-wrong-arn");
    await workbench.page.keyboard.press("Enter");
    // A line that only says something cannot be taken.
    await focused("'22222222222' is not an account id");
    for (const [typed, role] of [
      [`arn:aws:sts::${account}:assumed-role/Role-0001/jane`, "Role-0001"],
      [`https://signin.aws.amazon.com/switchrole?roleName=Role-0002&account=${account}`, "Role-0002"],
      [`${account}/Role-0003`, "Role-0003"],
    ] as const) {
      await roles.type(typed);
      await focused(arnOf(role));
    }
    await workbench.screenshot("any-role-typed");
  });

  it("goes back to the question before, and to another profile", async () => {
    const roles = await askForRole();
    await roles.enter(arnOf("Role-0001"));
    await workbench.question(`Assume ${arnOf("Role-0001")} (3/3)`);
    await back();
    await workbench.question(`${title} (2/3)`);
    await back();
    const profiles = await workbench.question(`${title} (1/3)`);
    // A profile that cannot be used says so, and is not taken.
    await profiles.pick("lost");
    assert.match((await profiles.items()).join("\n"), /Source profile 'gone' not found/);
    await profiles.pick("deploy");
    await workbench.question(`${title} (2/3)`);
  });

  it("says that the list is refused, and goes on with the other ways", async () => {
    front.fault = ({ form }) =>
      form.get("Action") === "ListRoles" ? { kind: "answer", status: 403, body: refusal } : undefined;
    const roles = await askForRole();
    await roles.pickFirst("List the roles of the account");
    await (await workbench.dialog()).press("Call AWS");
    await workbench.until("the list says why there is none", async () =>
      (await (await workbench.question(`${title} (2/3)`)).items()).join("\n").includes("list roles"),
    );
    await workbench.screenshot("any-role-list-refused");
    const again = await workbench.question(`${title} (2/3)`);
    await again.enter(arnOf("Role-0001"));
    await workbench.question(`Assume ${arnOf("Role-0001")} (3/3)`);
  });

  it("lists more roles than IAM gives in one page, finds one by its name, and knows which none may assume", async () => {
    const roles = await askForRole();
    await roles.pickFirst("List the roles of the account");
    await workbench.until("all roles are there", async () =>
      workbench.page
        .locator(".quick-input-list")
        .getByText(`trust an account, a user or a role: ${roleCount - 1} of ${roleCount}`)
        .isVisible(),
    );
    await workbench.screenshot("any-role-listed");
    const listed = await workbench.question(`${title} (2/3)`);
    await listed.type("1005");
    await focused("Role-1005");
    await listed.type("Lambda");
    await focused("Lambda");
    await workbench.screenshot("any-role-listed-service");
    await listed.type("1005");
    await focused("Role-1005");
    await workbench.page.keyboard.press("Enter");
    await workbench.question(`Assume ${arnOf("Role-1005")} (3/3)`);
    const pages = front.requests.filter(({ form }) => form.get("Action") === "ListRoles");
    assert.ok(pages.some(({ form }) => form.has("Marker")));
  });

  it("sends what was set, offers no longer session than the role allows, and remembers it for the next time", async () => {
    const roles = await askForRole();
    await roles.enter(arnOf("Role-0005"));
    const name = `Assume ${arnOf("Role-0005")} (3/3)`;
    const options = await workbench.question(name);
    await workbench.screenshot("any-role-options");
    await options.pick("External id");
    await (await workbench.question("External id")).enter("a b");
    await (await workbench.question("External id")).waitForMessage("This is not an external id");
    await (await workbench.question("External id")).enter("by-hand-7");
    await (await workbench.question(name)).pick("Duration");
    const durations = await workbench.question("Duration");
    await workbench.screenshot("any-role-duration");
    await durations.pick("30 min");
    await (await workbench.question(name)).pick("Session tags");
    await (await workbench.question("Session tags")).enter("team=blue, cost=7");
    await (await workbench.question(name)).pick("Transitive tags");
    const tags = await workbench.question("Tags that stay on");
    await tags.pick("team");
    await workbench.page.keyboard.press("Enter");
    await (await workbench.question(name)).pick("Source identity");
    await (await workbench.question("Source identity")).enter("jane");
    await (await workbench.question(name)).pick("Session name");
    await (await workbench.question("Session name")).enter("by-hand");
    const set = await workbench.question(name);
    await workbench.until("all is shown", async () => (await set.items()).join().includes("by-hand"));
    await workbench.screenshot("any-role-options-set");
    await focused("Assume the role");
    await workbench.page.keyboard.press("Enter");
    const dialog = await workbench.dialog();
    assert.match(dialog.message, /with external id by-hand-7, for 1800 s, with source identity jane/);
    await dialog.press("Call AWS");
    await workbench.reportText("Assume Role Role-0005", /assumed-role\/Role-0005\/by-hand/);
    const sent = front.requests.findLast(({ form }) => form.get("Action") === "AssumeRole")?.form;
    assert.deepEqual(
      [
        "RoleArn",
        "ExternalId",
        "DurationSeconds",
        "SourceIdentity",
        "RoleSessionName",
        "Tags.member.1.Key",
        "TransitiveTagKeys.member.1",
      ].map((member) => sent?.get(member)),
      [arnOf("Role-0005"), "by-hand-7", "1800", "jane", "by-hand", "team", "team"],
    );

    const again = await askForRole();
    const items = await again.items();
    await workbench.screenshot("any-role-history");
    const remembered = items.find((item) => item.startsWith("Role-0005"));
    assert.match(remembered ?? items.join("\n"), /with external id by-hand-7, session name by-hand, 1800 s/);
    await again.pickFirst("Role-0005");
    const filled = await workbench.question(name);
    assert.match((await filled.items()).join("\n"), /External id ?by-hand-7/);
  });

  it("forgets a remembered role by the button on its line", async () => {
    const roles = await askForRole();
    const line = workbench.page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ hasText: "with external id by-hand-7" });
    await line.hover();
    await line.locator('[aria-label^="Remove from this list"]').click();
    await line.waitFor({ state: "detached" });
    assert.doesNotMatch((await roles.items()).join("\n"), /by-hand-7/);
  });

  it("allows an hour behind a role, from the row of a profile", async () => {
    await (await workbench.treeRow("deploy")).pickFromMenu(title);
    const roles = await workbench.question(`${title} (1/2)`);
    await roles.enter(arnOf("Role-0009"));
    const name = `Assume ${arnOf("Role-0009")} (2/2)`;
    await (await workbench.question(name)).pick("Duration");
    const durations = await workbench.question("Duration");
    assert.equal(await durations.placeholder(), "Role chaining: at most 1 h");
    assert.deepEqual(await durations.labels(), ["Send none", "15 min", "30 min", "1 h", "Another…"]);
    await durations.pick("Another…");
    const typed = await workbench.question("Duration in seconds");
    await typed.enter("7200");
    await typed.waitForMessage("Role chaining: at most 1 h.");
    await workbench.screenshot("any-role-chained");
  });
});
