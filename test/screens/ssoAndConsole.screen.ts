import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { Page } from "playwright-core";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { makeAuthority } from "../servers/certificates.ts";
import { startLoopback, type Loopback } from "../servers/loopback.ts";
import { startProxy, type Proxy } from "../servers/proxy.ts";
import { startSsoOidc, type SsoOidc } from "../servers/ssoOidc.ts";
import { startSsoPortal } from "../servers/ssoPortal.ts";
import { startTlsFront, type TlsFront } from "../servers/tlsFront.ts";
import { keys, startCrossAccount, type CrossAccount } from "./crossAccount.ts";
import { Workbench } from "./harness/workbench.ts";

const oidcHost = "oidc.eu-west-1.amazonaws.com";
const portalHost = "portal.sso.eu-west-1.amazonaws.com";
const federationHost = "signin.aws.amazon.com";
const startUrl = "https://corp.awsapps.com/start";
const roleB = "arn:aws:iam::222222222222:role/MyRoleB";

/**
 * AWS's own hosts, since the product knows no others: the editor's proxy leads to servers of the tests, whose
 * certificates the extension host trusts by NODE_EXTRA_CA_CERTS.
 */
describe("SSO sign-in and the AWS console", () => {
  let aws: CrossAccount;
  let oidc: SsoOidc;
  let portal: Loopback;
  let federation: Loopback;
  let signInTokens: "given" | "refused" = "given";
  let asked: URLSearchParams[] = [];
  let tls: TlsFront;
  let proxy: Proxy;
  let workbench: Workbench;
  let tokenFile: string;
  let secrets: string[];

  before(async () => {
    aws = await startCrossAccount();
    const sts = new STSClient({ endpoint: aws.endpoint, region: "us-east-1", credentials: keys });
    const { Credentials: session } = await sts.send(
      new AssumeRoleCommand({ RoleArn: "arn:aws:iam::111111111111:role/MyRoleA", RoleSessionName: "ann" }),
    );
    assert.ok(session?.AccessKeyId !== undefined && session.SecretAccessKey !== undefined);
    assert.ok(session.SessionToken !== undefined);
    secrets = [session.SecretAccessKey, session.SessionToken, "sign-in-token-EXAMPLE"];
    oidc = await startSsoOidc(1);
    portal = await startSsoPortal({
      accessToken: oidc.accessToken,
      accountId: "111111111111",
      roleName: "Developer",
      keys: {
        accessKeyId: session.AccessKeyId,
        secretAccessKey: session.SecretAccessKey,
        sessionToken: session.SessionToken,
        expiration: new Date(Date.now() + 3_600_000),
      },
    });
    federation = await startLoopback((request, _, response) => {
      asked.push(new URL(request.url ?? "", "http://federation").searchParams);
      if (signInTokens === "refused") response.writeHead(400).end("no");
      else response.end(JSON.stringify({ SigninToken: "sign-in-token-EXAMPLE" }));
    });
    const authority = makeAuthority();
    const servers = new Map([
      [oidcHost, oidc.endpoint],
      [portalHost, portal.endpoint],
      [federationHost, federation.endpoint],
    ]);
    tls = await startTlsFront(authority.issue([...servers.keys()]), (host) => servers.get(host) ?? "");
    proxy = await startProxy();
    proxy.route = (target) => (servers.has(target.replace(/:443$/, "")) ? tls.address : undefined);
    const fixture = makeFixtureHome({
      config: `${aws.config}
[sso-session corp]
sso_start_url = ${startUrl}
sso_region = eu-west-1

[profile corp-dev]
sso_session = corp
sso_account_id = 111111111111
sso_role_name = Developer
region = us-east-1
endpoint_url = ${aws.endpoint}

[profile other]
sso_start_url = https://other.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 111111111111
sso_role_name = Developer
`,
      credentials: aws.credentials,
    });
    const name = createHash("sha1").update("corp").digest("hex");
    tokenFile = join(fixture.home, ".aws", "sso", "cache", `${name}.json`);
    writeFileSync(join(fixture.home, "authority.pem"), authority.pem);
    writeFileSync(
      join(fixture.workspace, "corp.assume-role.json"),
      JSON.stringify({
        version: 1,
        caller: { profile: "corp-dev" },
        hops: [{ roleArn: roleB, sessionName: "first-session" }],
      }),
    );
    writeFileSync(
      join(fixture.workspace, "keys.assume-role.json"),
      JSON.stringify({ version: 1, caller: { profile: "base" } }),
    );
    workbench = await Workbench.open({
      folder: fixture.workspace,
      env: { ...fixture.env, NODE_EXTRA_CA_CERTS: join(fixture.home, "authority.pem") },
      userSettings: { "http.proxy": proxy.endpoint },
    });
    await workbench.showView();
    await workbench.page.context().route(/amazonaws\.com|aws\.amazon\.com/, async (route) => {
      const url = new URL(route.request().url());
      // The person signs in at once.
      if (url.host === oidcHost)
        await route.fulfill({ status: 302, headers: { location: oidc.returnAddress(url).href } });
      else await route.fulfill({ contentType: "text/html", body: "<title>AWS</title><p>A page of AWS</p>" });
    });
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await Promise.all([proxy, tls, federation, portal, oidc, aws].map((server) => server.stop()));
  });

  /** The editor asks before it opens a page that it does not know. */
  async function openedPage(shot: string): Promise<Page> {
    const dialog = await workbench.dialog();
    await workbench.screenshot(shot);
    assert.match(dialog.message, /open the external website/);
    const opening = workbench.page.context().waitForEvent("page");
    await dialog.press("Open");
    const page = await opening;
    await page.waitForLoadState();
    return page;
  }
  async function signIn(way: string): Promise<void> {
    await workbench.runCommand("Assume Role: Sign In to SSO");
    const which = await workbench.question("Sign in to SSO");
    await workbench.screenshot("sso-which");
    assert.deepEqual(await which.labels(), ["corp", "other"]);
    await which.pick("corp");
    const ways = await workbench.question(`Sign in at ${startUrl}`);
    await workbench.screenshot("sso-ways");
    await ways.pick(way);
  }
  /** An earlier message may still stand in the status bar; the token does not. */
  const signedIn = (): Promise<void> =>
    workbench.until(
      "the sign-in is done",
      async () => existsSync(tokenFile) && /Signed in until \d\d:\d\d/.test(await workbench.statusText()),
    );

  it("is asked for where the role needs it, in one click", async () => {
    await workbench.openFile("corp.assume-role.json");
    await workbench.runCommand("Assume Role: Assume Role");
    await (await workbench.dialog()).press("Call AWS");
    const toast = await workbench.notification("There is no valid SSO login");
    await workbench.screenshot("sso-needed");
    await toast.press("Sign In to SSO");
    const which = await workbench.question("Sign in to SSO");
    assert.deepEqual(await which.labels(), ["corp", "other"]);
    await which.cancel();
  });

  it("is given up in one click, also while the editor still asks about the page", async () => {
    await signIn("With a code, on any device");
    const dialog = await workbench.dialog();
    await dialog.press("Cancel");
    const progress = await workbench.notification("ABCD-EFGH");
    await workbench.screenshot("sso-code");
    await progress.press("Cancel");
    await progress.waitUntilGone();
    assert.equal(existsSync(tokenFile), false);
  });

  it("works with a code that is compared, and leaves its token for the AWS CLI too", async () => {
    await signIn("With a code, on any device");
    const page = await openedPage("sso-open-page");
    assert.equal(page.url(), "https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH");
    await page.close();
    oidc.confirm("granted");
    await signedIn();
    await workbench.screenshot("sso-signed-in");
    assert.equal(statSync(tokenFile).mode & 0o777, 0o600);
    assert.ok(readFileSync(tokenFile, "utf8").includes(oidc.accessToken));
    assert.ok(proxy.requests.some(({ target }) => target === `${oidcHost}:443`));
  });

  it("works with the browser that comes back by itself", async () => {
    rmSync(tokenFile);
    await signIn("In the browser of this machine");
    const page = await openedPage("sso-open-browser");
    await page.getByText("You are signed in.").waitFor();
    await page.screenshot({ path: join(import.meta.dirname, "../../out/screens/sso-came-back.png") });
    await page.close();
    await signedIn();
    assert.ok(existsSync(tokenFile));
  });

  it("gives the session that assumes the role", async () => {
    await workbench.openFile("corp.assume-role.json");
    await workbench.runCommand("Assume Role: Assume Role");
    const report = await workbench.reportText("Assume Role MyRoleB", /^Allowed · live at \d\d:\d\d$/m);
    await workbench.screenshot("sso-assumed");
    assert.match(report, /SSO role Developer in account 111111111111/);
    await workbench.treeRow("MyRoleB/first-session");
    assert.ok(proxy.requests.some(({ target }) => target === `${portalHost}:443`));
  });

  it("opens the console as the session of the role", async () => {
    await (await workbench.treeRow("MyRoleB/first-session")).pickFromMenu("Open AWS Console");
    const page = await openedPage("console-open");
    const address = new URL(page.url());
    assert.equal(`${address.origin}${address.pathname}`, `https://${federationHost}/federation`);
    assert.equal(address.searchParams.get("SigninToken"), "sign-in-token-EXAMPLE");
    assert.equal(address.searchParams.get("Destination"), "https://console.aws.amazon.com/?region=us-east-1");
    await page.close();
    assert.equal(asked.at(-1)?.get("Action"), "getSigninToken");
    assert.match(asked.at(-1)?.get("Session") ?? "", /"sessionToken":"\S+"/);
  });

  it("says why the console is not opened: AWS gave no token, or the keys are long-term ones", async () => {
    signInTokens = "refused";
    await (await workbench.treeRow("MyRoleB/first-session")).pickFromMenu("Open AWS Console");
    await workbench.notification("gave no sign-in token (HTTP 400)");
    await workbench.screenshot("console-refused");
    asked = [];
    await (await workbench.treeRow("base")).pickFromMenu("Open AWS Console");
    if ((await workbench.page.locator(".monaco-dialog-box:visible").count()) > 0)
      await (await workbench.dialog()).press("Call AWS");
    const toast = await workbench.notification("can only be opened with a role session");
    await workbench.screenshot("console-long-term");
    assert.match(toast.message, /role session/);
    assert.deepEqual(asked, [], "long-term keys are sent nowhere");
  });

  it("leaves neither a token nor the console's address in the log", async () => {
    const log = await workbench.outputText("Assume Role", /GetSigninToken/);
    assert.match(log, /SSO sign-in \/token oidc\.eu-west-1\.amazonaws\.com 200/);
    for (const secret of [...secrets, oidc.accessToken]) assert.equal(log.includes(secret), false);
    assert.doesNotMatch(log, /Action=login|refresh-|client-secret|device-code/);
  });
});
