import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { makeAuthority } from "../servers/certificates.ts";
import { startProxy, type Proxy } from "../servers/proxy.ts";
import { startTlsFront, type TlsFront } from "../servers/tlsFront.ts";
import { startCrossAccount, type CrossAccount } from "./crossAccount.ts";
import { Workbench } from "./harness/workbench.ts";

const config = "cross-account-bucket/cross-account.assume-role.jsonc";
// Radosgw takes a longer name for that of a bucket.
const host = "gw";

/** The name of the endpoint is known nowhere: only the proxy that the editor's settings name leads to it. */
describe("behind a proxy", () => {
  let aws: CrossAccount;
  let tls: TlsFront;
  let proxy: Proxy;
  let workbench: Workbench;
  let home: string;

  before(async () => {
    aws = await startCrossAccount();
    const authority = makeAuthority();
    tls = await startTlsFront(authority.issue([host]), aws.endpoint);
    proxy = await startProxy();
    const fixture = makeFixtureHome({
      config: `${aws.config.replaceAll(aws.endpoint, `https://${host}`)}
[profile ec2]
role_arn = arn:aws:iam::222222222222:role/MyRoleB
credential_source = Ec2InstanceMetadata
region = us-east-1
`,
      credentials: aws.credentials,
    });
    home = fixture.home;
    writeFileSync(
      join(fixture.workspace, "ec2.assume-role.json"),
      JSON.stringify({
        version: 1,
        caller: { profile: "ec2" },
        hops: [{ roleArn: "arn:aws:iam::222222222222:role/MyRoleB" }],
      }),
    );
    writeFileSync(join(home, "authority.pem"), authority.pem);
    workbench = await Workbench.open({
      folder: fixture.workspace,
      env: {
        ...fixture.env,
        NODE_EXTRA_CA_CERTS: join(home, "authority.pem"),
        AWS_EC2_METADATA_DISABLED: "false",
      },
      userSettings: { "http.proxy": proxied() },
    });
    await workbench.showView();
  });

  beforeEach(() => {
    proxy.requests.length = 0;
    proxy.fault = () => undefined;
    proxy.route = (target) => (target === `${host}:443` ? tls.address : undefined);
  });

  afterEach(async function () {
    await workbench.settleAfter(this.currentTest);
  });

  after(async () => {
    await workbench.close();
    await Promise.all([proxy.stop(), tls.stop(), aws.stop()]);
  });

  const proxied = (): string => `http://ann:proxy-pass-word@127.0.0.1:${proxy.port}`;

  /** The plan is asked for once in a window. */
  async function assumeRole({ first = false } = {}): Promise<void> {
    await workbench.openFile(config);
    await workbench.runCommand("Assume Role: Assume Role");
    if (first) await (await workbench.dialog()).press("Call AWS");
  }
  /** The editor itself has things to ask, too. */
  const ours = () => proxy.requests.filter(({ target }) => target.includes(host));
  const refused = (words: string) => workbench.notification(words);
  const allowed = /^Allowed · live at \d\d:\d\d$/m;

  it("reaches AWS through the one of the editor's settings", async () => {
    await assumeRole({ first: true });
    await workbench.reportText("Assume Role MyRoleB", allowed);
    assert.ok(ours().length > 0);
    for (const { method, target, authorization } of ours()) {
      assert.equal(`${method} ${target}`, `CONNECT ${host}:443`);
      assert.equal(authorization, `Basic ${Buffer.from("ann:proxy-pass-word").toString("base64")}`);
    }
  });

  it("says that it refuses, without its password", async () => {
    proxy.fault = () => ({ kind: "refuse", status: 407 });
    await assumeRole();
    const toast = await refused("wants a name and a password");
    await workbench.screenshot("proxy-refused");
    assert.match(
      toast.message,
      new RegExp(`The proxy http://127.0.0.1:${proxy.port} refused the way to https://${host}`),
    );
    proxy.fault = () => ({ kind: "refuse", status: 502 });
    await assumeRole();
    await refused("could not reach");
    const report = await workbench.reportText("Assume Role MyRoleB", /could not reach .* \(HTTP 502\)/);
    await workbench.screenshot("proxy-report");
    assert.match(report, /code ProxyRefused/);
  });

  it("says that it hangs, or is not there", async () => {
    proxy.fault = () => ({ kind: "silence" });
    await assumeRole();
    await refused(`through the proxy http://127.0.0.1:${proxy.port} in time`);
    proxy.fault = () => ({ kind: "close" });
    await assumeRole();
    await refused("cannot be reached");
  });

  it("stands in the check of the set-up", async () => {
    await workbench.runCommand("Assume Role: Check My AWS Setup");
    await (await workbench.question("Check My AWS Setup")).pick("Also ask the 2 endpoints of the profiles");
    const report = await workbench.reportText("AWS set-up of", /^Endpoints$/m);
    await workbench.screenshot("proxy-setup");
    assert.match(
      report,
      new RegExp(`through the proxy http://127.0.0.1:${proxy.port} \\(the setting http.proxy\\)`),
    );
    assert.match(report, /The AWS CLI goes through no proxy/);
    assert.match(
      report,
      new RegExp(`https://${host} can only be reached through the proxy http://127.0.0.1:`),
    );
    assert.doesNotMatch(report, /proxy-pass-word|ann:/);
  });

  it("is not asked for the credentials of this machine's own metadata service", async () => {
    await workbench.openFile("ec2.assume-role.json");
    await workbench.runCommand("Assume Role: Assume Role");
    await (await workbench.dialog()).press("Call AWS");
    await workbench.notification("metadata");
    assert.deepEqual(
      proxy.requests.filter(({ target }) => target.includes("169.254")),
      [],
    );
  });

  it("leaves no word of its password in the log", async () => {
    const log = await workbench.outputText("Assume Role", /through the proxy|EPROXY_REFUSED/);
    assert.match(log, /through http:\/\/127\.0\.0\.1:\d+ 200/);
    assert.doesNotMatch(log, /proxy-pass-word|ann:/);
  });
});
