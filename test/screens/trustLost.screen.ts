import assert from "node:assert/strict";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startFront, type Front } from "../servers/front.ts";
import { startMoto, type Moto } from "../servers/moto.ts";
import { keys } from "./crossAccount.ts";
import { happens } from "./harness/repeat.ts";
import { Workbench } from "./harness/workbench.ts";

/** What happens to sessions when the user takes a workspace's trust away, in an editor that asks for it. */
describe("a workspace whose trust is taken away", () => {
  let moto: Moto;
  let front: Front;
  let workbench: Workbench;

  before(async () => {
    moto = await startMoto();
    front = await startFront(moto.endpoint);
    const role = (name: string) => `[profile ${name}]
role_arn = arn:aws:iam::111122223333:role/${name}
role_session_name = here
source_profile = base
region = us-east-1
endpoint_url = ${front.endpoint}
`;
    const { env, workspace } = makeFixtureHome({
      config: `${role("kept")}\n${role("passing")}`,
      credentials: `[base]\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\n`,
    });
    workbench = await Workbench.open({
      folder: workspace,
      env,
      workspaceTrust: true,
      settings: { "assumeRole.sessions.remember": ["kept"], "workbench.editor.useModal": "off" },
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

  const labels = () => workbench.treeLabelsNow();
  /** Presses what gives the trust or takes it away, in the editor that VS Code has for it. */
  const setTrust = async (wanted: boolean) => {
    const editor = workbench.page.locator(".workspace-trust-editor");
    const trust = editor
      .locator(".monaco-button")
      .filter({ hasText: /^\s*Trust/ })
      .first();
    const trustedFolder = editor.locator(".monaco-list-row").filter({ hasText: "examples" }).first();
    await workbench.runCommand("Workspaces: Manage Workspace Trust");
    await workbench.until(`the workspace is trusted: ${wanted}`, async () => {
      if (wanted) await happens(trust.click({ timeout: 3000 }));
      else {
        await happens(trustedFolder.hover({ timeout: 3000 }));
        await happens(trustedFolder.locator('[aria-label="Delete Path"]').click({ timeout: 3000 }));
      }
      return happens((wanted ? trustedFolder : trust).waitFor({ timeout: 5000 }));
    });
    await workbench.runCommand("View: Close Editor");
  };
  const assume = async (profile: string) => {
    await (await workbench.treeRow(profile)).pickFromMenu("Assume Role");
    await (await workbench.dialog()).press("Call AWS");
    await workbench.treeRow(`${profile}/here`);
  };

  it("has no session from then on, and no command that makes one", async () => {
    await setTrust(true);
    await assume("kept");
    await assume("passing");
    await workbench.until("it is kept", async () =>
      (await workbench.treeRow("kept/here")).description.endsWith("· kept"),
    );
    await workbench.screenshot("trust-given");
    await setTrust(false);
    await workbench.until("both sessions are gone", async () => {
      const shown = await labels();
      return shown.includes("passing") && !shown.some((label) => label.endsWith("/here"));
    });
    assert.equal(await workbench.offersCommand("Assume Role: Assume Role"), false);
    await workbench.screenshot("trust-lost");
    assert.deepEqual(
      (await labels()).filter((label) => label.endsWith("/here")),
      [],
    );
  });
});
