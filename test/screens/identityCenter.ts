import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixtureHome, type FixtureHome } from "../../scripts/vscode/fixtureHome.ts";
import { makeAuthority } from "../servers/certificates.ts";
import { startProxy, type Proxy } from "../servers/proxy.ts";
import { startSsoOidc, type SsoOidc } from "../servers/ssoOidc.ts";
import { startSsoPortal, type PortalAccount, type SsoPortal } from "../servers/ssoPortal.ts";
import { startTlsFront } from "../servers/tlsFront.ts";
import { Workbench } from "./harness/workbench.ts";

/** IAM Identity Center of eu-west-1 under its real names, to which only the proxy of the user's settings leads. */
export interface IdentityCenter {
  readonly oidc: SsoOidc;
  readonly portal: SsoPortal;
  readonly proxy: Proxy;
  readonly home: FixtureHome;
  open(): Promise<Workbench>;
  stop(): Promise<void>;
}

export async function startIdentityCenter(
  config: string,
  accounts: readonly PortalAccount[],
): Promise<IdentityCenter> {
  const oidc = await startSsoOidc();
  const portal = await startSsoPortal(
    {
      accessToken: oidc.accessToken,
      accountId: accounts[0]?.id ?? "",
      roleName: accounts[0]?.roles[0] ?? "",
      keys: {
        accessKeyId: "ASIAIOSFODNN7EXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        sessionToken: "AQoEXAMPLEH4aoAH0gNCAPy",
        expiration: new Date(Date.now() + 3_600_000),
      },
    },
    accounts,
  );
  const authority = makeAuthority();
  const hosts: Readonly<Record<string, string>> = {
    "oidc.eu-west-1.amazonaws.com": oidc.endpoint,
    "portal.sso.eu-west-1.amazonaws.com": portal.endpoint,
  };
  const tls = await startTlsFront(
    authority.issue(Object.keys(hosts)),
    (host) => hosts[host] ?? "http://127.0.0.1:1",
  );
  const proxy = await startProxy();
  proxy.route = (target) => (target.replace(/:443$/, "") in hosts ? tls.address : undefined);
  const home = makeFixtureHome({ config, credentials: "" });
  const pem = join(home.home, "authority.pem");
  writeFileSync(pem, authority.pem);
  return {
    oidc,
    portal,
    proxy,
    home,
    open: () =>
      Workbench.open({
        folder: home.workspace,
        env: { ...home.env, NODE_EXTRA_CA_CERTS: pem },
        userSettings: { "http.proxy": `http://127.0.0.1:${proxy.port}` },
      }),
    stop: async () => {
      await Promise.all([proxy.stop(), tls.stop(), oidc.stop(), portal.stop()]);
    },
  };
}
