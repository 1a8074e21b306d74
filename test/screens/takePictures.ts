import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/repository.ts";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { startCrossAccount } from "./crossAccount.ts";
import { Workbench } from "./harness/workbench.ts";

/**
 * Takes the pictures of the README, of the real thing: `npm run screenshots`. The checks run against a local server
 * that enforces the policies of the example.
 */
void main();

async function main(): Promise<void> {
  const folder = join(root, "images/readme");
  mkdirSync(folder, { recursive: true });
  const aws = await startCrossAccount();
  const { env, workspace } = makeFixtureHome({
    config: `${aws.config}
[profile bucket-owner]
role_arn = arn:aws:iam::222222222222:role/MyRoleB
source_profile = deployment
region = us-east-1
endpoint_url = ${aws.endpoint}

[profile sso-admin]
sso_session = corp
sso_account_id = 444455556666
sso_role_name = AdministratorAccess
region = eu-west-1

[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1

[profile reporting]
role_arn = arn:aws:iam::444455556666:role/Reporting
source_profile = data-lake
`,
    credentials: aws.credentials,
  });
  const workbench = await Workbench.open({
    folder: workspace,
    env,
    settings: { "workbench.colorTheme": "Dark Modern", "window.autoDetectColorScheme": false },
  });
  const { page } = workbench;
  try {
    await workbench.showView();
    await (await workbench.treeRow("deployment")).pressInline("Use Profile");
    await workbench.openFile("cross-account-bucket/cross-account.assume-role.jsonc");
    await workbench.runCommand("Assume Role: List S3 Bucket");
    await (await workbench.question("List S3 Bucket")).pick("s3://s3-bucket-name/prefix/");
    await (await workbench.dialog()).press("Call AWS");
    await workbench.reportText("List S3 Bucket s3-bucket-name");
    await page.keyboard.press("ControlOrMeta+Home");
    await workbench.runCommand("Notifications: Clear All Notifications");
    await page.mouse.move(700, 880);
    await page.screenshot({ path: join(folder, "check.png") });

    await workbench.runCommand("View: Close All Editors");
    await workbench.openFile("cross-account-bucket/cross-account.assume-role.jsonc");
    await workbench.clickLens("Run checks", page.locator(".codicon-testing-passed-icon"));
    await workbench.runCommand("Testing: Focus on Test Explorer View");
    await workbench.testRow(["cross-account", "Hop 1: MyRoleB", "lists the prefix"], "Passed");
    await page.mouse.move(700, 880);
    await page.screenshot({ path: join(folder, "testing.png") });

    await workbench.showView();
    await workbench.treeRow("MyRoleB", "Role Chain");
    const row = await workbench.treeRow("reporting");
    await row.tooltip();
    await page.screenshot({
      path: join(folder, "profiles.png"),
      clip: { x: 0, y: 0, width: 760, height: 420 },
    });
  } finally {
    await workbench.close();
    await aws.stop();
  }
  process.exit(0);
}
