import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PortalAccount } from "../servers/ssoPortal.ts";
import type { QuickInput } from "./harness/quickInput.ts";
import type { Workbench } from "./harness/workbench.ts";
import { startIdentityCenter, type IdentityCenter } from "./identityCenter.ts";

const title = "Add Profiles from SSO";
const corp = `[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1
`;
const config = `# mine
${corp}
[profile log-reader]
sso_session = corp
sso_account_id = 100000000000
sso_role_name = ReadOnlyAccess

[profile sold]   # keep this note?
sso_session = corp
sso_account_id = 999999999999
sso_role_name = AdministratorAccess

[profile needs-sold]
role_arn = arn:aws:iam::999999999999:role/Deploy
source_profile = sold
`;

const teams = ["Payments", "Data Lake", "Web Shop", "Identity", "Search", "Billing", "Mobile", "Platform"];
const stages = ["Development", "Test", "Staging", "Production"];
const accounts: readonly PortalAccount[] = [
  { id: "100000000000", name: "Log Archive", email: "aws+logs@example.com", roles: ["ReadOnlyAccess"] },
  ...Array.from({ length: 128 }, (_, index): PortalAccount => {
    const team = teams[index % teams.length] ?? "";
    const stage = stages[Math.floor(index / teams.length) % stages.length] ?? "";
    const part = Math.floor(index / (teams.length * stages.length)) + 1;
    return {
      id: String(200_000_000_000 + index),
      name: `${team} ${stage} ${part}`,
      email: `aws+${team.toLowerCase().replace(" ", "-")}-${stage.toLowerCase()}-${part}@example.com`,
      roles: ["AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess"],
    };
  }),
];

/** The whole way from a session of the config to profiles, at the real host names, by a proxy. */
describe("profiles from what IAM Identity Center offers", () => {
  let center: IdentityCenter;
  let workbench: Workbench;
  const path = (): string => join(center.home.home, ".aws", "config");
  const text = (): string => readFileSync(path(), "utf8");
  const ask = async (placeholder: string): Promise<QuickInput> => {
    await workbench.until(`'${placeholder}' is asked`, async () =>
      (await (await workbench.question(title)).placeholder()).includes(placeholder),
    );
    return workbench.quickInput();
  };
  const answer = async (prompt: string, value: string): Promise<void> => {
    const box = await workbench.question(title);
    await box.waitForMessage(prompt);
    await box.enter(value);
  };
  const write = async (): Promise<void> => {
    const question = await workbench.question(title);
    await workbench.until("the difference is shown", () => workbench.hasTab(`${title}: config`));
    await question.pick(`Write to ${path()}`);
  };
  const choose = async (session: string): Promise<void> => {
    await workbench.runCommand(`Assume Role: ${title}…`);
    await (await ask("SSO session")).pick(session);
  };

  before(async () => {
    center = await startIdentityCenter(config, accounts);
    workbench = await center.open();
    await workbench.showView();
    await workbench.treeRow("log-reader");
  });

  beforeEach(() => {
    writeFileSync(path(), config);
    center.portal.fault = undefined;
    center.portal.requests.length = 0;
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await center.stop();
  });

  it("are listed after a sign-in, a hundred accounts and more, and those that are chosen are written", async () => {
    let throttled = 0;
    center.portal.fault = ({ query }) => {
      const account = query.get("account_id");
      if (account === "200000000005")
        return { status: 403, type: "ForbiddenException", body: '{"message":"No access"}' };
      if (account === "200000000009" && throttled++ < 2)
        return { status: 429, type: "TooManyRequestsException", body: '{"message":"slow down"}' };
      return undefined;
    };
    await choose("corp");
    await (await workbench.question("Sign in at")).pick("With a code, on any device");
    await workbench.screenshot("sso-code");
    await (await workbench.dialog()).press("Cancel");
    await workbench.notification("The page must show the code ABCD-EFGH");
    center.oidc.confirm("granted");

    const offers = await ask("Which roles get a profile? One has one already.");
    const warning = await workbench.notification("could not be read: Billing Development 1 (200000000005).");
    assert.match(warning.message, /does not tell the roles of this account/);
    await workbench.screenshot("sso-offers");
    assert.equal(throttled, 3);
    await offers.type("Data Lake P");
    await workbench.until("the list is narrow", async () => (await offers.labels()).length === 12);
    await workbench.screenshot("sso-offers-found");
    await offers.type("Power");
    await workbench.screenshot("sso-offers-power");
    await offers.type("Data Lake Prod");
    await offers.checkAll();
    await workbench.screenshot("sso-offers-checked");
    await workbench.page.keyboard.press("Enter");

    await ask("No longer offered");
    await workbench.screenshot("sso-gone");
    await workbench.page.keyboard.press("Enter");

    let names = await ask("Go on with these names");
    await workbench.screenshot("sso-names");
    await names.pick("Change the pattern");
    const box = await workbench.question(title);
    await box.type("{account} {role}");
    await box.waitForMessage("Use letters, digits");
    await box.type("corp/{account|lower}/{role}");
    await box.waitForMessage("corp/data-lake-production-1/AdministratorAccess");
    await workbench.screenshot("sso-pattern");
    await workbench.page.keyboard.press("Enter");
    names = await ask("Go on with these names");
    await names.pick("corp/data-lake-production-1/AdministratorAccess");
    await (await workbench.question(title)).type("sold");
    await (await workbench.question(title)).waitForMessage("There is a profile of this name");
    await (await workbench.question(title)).enter("lake-admin");
    names = await ask("Go on with these names");
    await workbench.screenshot("sso-names-changed");
    await names.pick("Use these names");
    await answer("Region of their calls", "eu-west-1");
    await workbench.until("the difference is shown", () => workbench.hasTab(`${title}: config`));
    await workbench.screenshot("sso-difference");
    assert.equal(text(), config);
    await write();
    await workbench.notification("12 profiles were written.");
    await workbench.treeRow("lake-admin");
    await workbench.screenshot("sso-written");
    assert.ok(text().startsWith(config));
    const added = text().slice(config.length);
    assert.equal(added.match(/^\[profile /gm)?.length, 12);
    assert.ok(
      added.startsWith(
        "\n[profile lake-admin]\nsso_session = corp\nsso_account_id = 200000000025\nsso_role_name = AdministratorAccess\nregion = eu-west-1\n\n[profile corp/data-lake-production-1/PowerUserAccess]\n",
      ),
      added,
    );
    const log = await workbench.outputText("Assume Role", /ListAccountRoles/);
    for (const shown of [log, await workbench.page.content()])
      assert.equal(shown.includes(center.oidc.accessToken), false);
  });

  it("go with those that are not offered any more, where that is asked for, in the same difference", async () => {
    await choose("corp");
    const offers = await ask("Which roles get a profile?");
    await offers.type("Search Test 1");
    await workbench.page.locator(".quick-input-widget .quick-input-list .monaco-list-row").first().click();
    await workbench.page.keyboard.press("Enter");
    const gone = await ask("No longer offered");
    const [only, ...more] = await gone.items();
    assert.match(
      only ?? "",
      /^sold ?AdministratorAccess · 999999999999 Without it these stop working: needs-sold$/,
    );
    assert.deepEqual(more, []);
    await gone.pick("sold");
    await workbench.page.keyboard.press("Enter");
    const box = await workbench.question(title);
    await box.waitForMessage("Name of the profile for AdministratorAccess in Search Test 1");
    await workbench.page.keyboard.press("Enter");
    await answer("Region of their calls", "");
    await workbench.until("the difference is shown", () => workbench.hasTab(`${title}: config`));
    await workbench.screenshot("sso-difference-removed");
    await write();
    await workbench.notification("was written");
    assert.doesNotMatch(text(), /\[profile sold\]/);
    assert.match(
      text(),
      /\n\[profile .*Search-Test-1.*\]\nsso_session = corp\nsso_account_id = \d{12}\nsso_role_name = AdministratorAccess\n$/i,
    );
  });

  it("come from a session that is new, which is written before them", async () => {
    await choose("New SSO session");
    const typed: readonly (readonly [string, string])[] = [
      ["Name of the sign-in", "second"],
      ["sso_start_url", "https://second.awsapps.com/start"],
      ["sso_region", "eu-west-1"],
    ];
    for (const [prompt, value] of typed) {
      const box = await workbench.question("New SSO session");
      await box.waitForMessage(prompt);
      await box.enter(value);
    }
    await (await workbench.question("Sign in at https://second")).pick("With a code, on any device");
    await (await workbench.dialog()).press("Cancel");
    center.oidc.confirm("granted");
    const offers = await ask("Which roles get a profile? Type a part");
    await offers.type("Log Archive");
    await offers.pickFirst("Log Archive");
    await workbench.page.keyboard.press("Enter");
    const box = await workbench.question(title);
    await box.waitForMessage("ReadOnlyAccess in Log Archive");
    await box.enter("logs");
    await answer("Region of their calls", "");
    await write();
    await (await workbench.notification("Profile 'logs' was written.")).press("Use it here");
    await workbench.statusBarItem("logs");
    await workbench.screenshot("sso-new-session");
    assert.equal(
      text(),
      `${config}\n[sso-session second]\nsso_start_url = https://second.awsapps.com/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n\n[profile logs]\nsso_session = second\nsso_account_id = 100000000000\nsso_role_name = ReadOnlyAccess\n`,
    );
  });

  it("are the first choice for a new SSO profile, and a cancel stops the listing", async () => {
    center.portal.fault = ({ path: asked }) => (asked === "/assignment/roles" ? "silence" : undefined);
    await workbench.runCommand("Assume Role: Create a Profile");
    await (await workbench.question("New Profile")).pick("SSO");
    const way = await workbench.question("New Profile");
    assert.equal((await way.labels())[0], "Choose from what IAM Identity Center offers");
    await workbench.screenshot("sso-way");
    await way.pick("Choose from what IAM Identity Center offers");
    await (await ask("SSO session")).pick("corp");
    const progress = await workbench.notification(`0 of ${accounts.length}`);
    assert.match(progress.message, /Accounts and roles of corp/);
    await workbench.screenshot("sso-progress");
    await progress.press("Cancel");
    await progress.waitUntilGone();
    assert.equal(text(), config);
  });
});
