import { describeProxy, proxyFor, type ProxyRules } from "../network/proxy.ts";
import { caBundleOf } from "../profiles/caBundle.ts";
import type { CaBundle } from "../profiles/model.ts";
import { endpointsOf } from "./endpoints.ts";
import type { SetupFacts, SetupFinding } from "./model.ts";

/** Which proxy calls go through, without its password, and certificates that are named and cannot be used. */
export function networkFindings(facts: SetupFacts): SetupFinding[] {
  return [...proxies(facts), ...caBundles(facts)];
}

function proxies({ profiles, environment, proxyRules }: SetupFacts): SetupFinding[] {
  const addresses = endpointsOf(profiles, environment).map(({ address }) => address);
  const here = byProxy(addresses, proxyRules);
  const findings = [...here].map(([proxy, hosts]): SetupFinding => {
    const rest = addresses.length - hosts.length;
    const past = rest === 0 ? "" : ` ${rest} of ${addresses.length} endpoints are called past it.`;
    return {
      code: "proxyInForce",
      severity: "information",
      message: `AWS is called through the proxy ${proxy}.${past}`,
    };
  });
  if (proxyRules.kind === "environment") return findings;
  // Terminals and the AWS CLI do not know the editor's settings.
  const outside = byProxy(addresses, { kind: "environment", environment });
  const [mine, theirs] = [here, outside].map((proxied) =>
    [...proxied.keys()].map((proxy) => proxy.replace(/ \(.*$/, "")).join(", "),
  );
  if (mine !== "" && mine !== theirs) {
    findings.push({
      code: "proxyDiffers",
      severity: "information",
      message:
        theirs === ""
          ? "The AWS CLI goes through no proxy: HTTPS_PROXY is not set, or NO_PROXY names the endpoints."
          : `The AWS CLI goes through another proxy: ${[...outside.keys()].join(", ")}.`,
    });
  }
  return findings;
}

/** Addresses by the proxy before them, "http://proxy.corp:8080 (HTTPS_PROXY)". */
function byProxy(addresses: readonly string[], rules: ProxyRules): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const address of addresses) {
    const choice = proxyFor(address, rules);
    if (choice === undefined) continue;
    const words = `${describeProxy(choice)} (${choice.from})`;
    const known = found.get(words);
    if (known === undefined) found.set(words, [address]);
    else known.push(address);
  }
  return found;
}

function caBundles({ profiles, environment, home, disk }: SetupFacts): SetupFinding[] {
  const named = new Map<string, CaBundle>();
  for (const profile of [undefined, ...profiles.profiles]) {
    const bundle = caBundleOf(profile, environment);
    if (bundle !== undefined && !named.has(bundle.path)) named.set(bundle.path, bundle);
  }
  return [...named.values()].flatMap(({ path, from }): SetupFinding[] => {
    const file = path.replace(/^~(?=$|[\\/])/, home);
    const problem = !/^([\\/]|[a-z]:[\\/])/i.test(file)
      ? "is no whole path: every tool looks for it in the folder that it runs in"
      : disk.stat(file) === undefined
        ? "is not there"
        : disk.readText(file)?.includes("-----BEGIN") !== true
          ? "cannot be read, or holds no certificate (PEM)"
          : undefined;
    return problem === undefined
      ? []
      : [
          {
            code: "caBundleUnusable",
            severity: "error",
            message: `The CA bundle ${path} (${from}) ${problem}. Calls end there.`,
          },
        ];
  });
}
