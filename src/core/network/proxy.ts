import { withoutPassword } from "../profiles/endpointText.ts";
import type { Environment } from "../profiles/model.ts";
import { given } from "../profiles/setting.ts";

/** The proxy that a request goes through. */
export interface ProxyChoice {
  /** As it was written, a scheme put before it where there was none. May hold a name and a password: never shown. */
  readonly url: string;
  /** What named it, in words fit to show: "HTTPS_PROXY", "the setting http.proxy". */
  readonly from: string;
}

/** What the editor is told about proxies. */
export interface EditorProxySettings {
  /** `http.proxySupport`: `off` takes none at all. */
  readonly support: string;
  /** `http.proxy`. */
  readonly proxy: string;
  /** `http.noProxy`; in its absence the environment's. */
  readonly noProxy: readonly string[];
}

/** Who decides about proxies, and by what: the environment, as for the AWS CLI; or the editor. */
export type ProxyRules =
  | { readonly kind: "environment"; readonly environment: Environment }
  | { readonly kind: "editor"; readonly environment: Environment; readonly settings: EditorProxySettings };

/** The proxy for an address (scheme, host, port), as far as it is known here. */
export function proxyFor(address: string, rules: ProxyRules): ProxyChoice | undefined {
  return rules.kind === "editor"
    ? proxyInEditor(address, rules.settings, rules.environment)
    : proxyFromEnvironment(address, rules.environment);
}

/** Addresses of this machine alone, for which no proxy is asked: it would answer for its own machine. */
const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1|::ffff:127\.0\.0\.1|0\.0\.0\.0)$/;

/**
 * The services of AWS that give this machine its credentials, over addresses that lead nowhere else: EC2 instance
 * metadata, the ECS agent and the EKS pod identity agent, over IPv4 and IPv6.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
const metadata = /^(169\.254\.\d{1,3}\.\d{1,3}|fd00:ec2::(254|23))$/;

export function isLoopback(host: string): boolean {
  return loopback.test(bare(host));
}

export function isMetadata(host: string): boolean {
  return metadata.test(bare(host));
}

/**
 * The proxy for an address (scheme, host, port) as the AWS CLI chooses it: `https_proxy` for https and `http_proxy` for
 * http, the spelling in lower case first; none for what `no_proxy` names. Two differences: an address of this machine
 * and AWS's metadata addresses never go through one.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html
 */
function proxyFromEnvironment(address: string, environment: Environment): ProxyChoice | undefined {
  const place = placeOf(address);
  if (place === undefined || staysHere(place.host)) return undefined;
  const noProxy = (given(environment, "no_proxy") ?? given(environment, "NO_PROXY") ?? "").split(",");
  if (isListed(place, noProxy)) return undefined;
  const lower = `${place.scheme}_proxy`;
  for (const name of [lower, lower.toUpperCase()]) {
    const url = given(environment, name);
    // A web server's environment has the header `Proxy` of whoever asks it in HTTP_PROXY: https://httpoxy.org/
    if (url === undefined || (name === "HTTP_PROXY" && environment["REQUEST_METHOD"] !== undefined)) continue;
    return { url: withScheme(url), from: name };
  }
  return undefined;
}

/**
 * The proxy for an address as VS Code chooses it for its extensions: the setting, then the environment, any of the four
 * variables for http and https alike. Undefined also where it asks the operating system, whose answer is not known here.
 * https://code.visualstudio.com/docs/setup/network
 */
function proxyInEditor(
  address: string,
  settings: EditorProxySettings,
  environment: Environment,
): ProxyChoice | undefined {
  const place = placeOf(address);
  if (place === undefined || settings.support === "off" || staysHere(place.host)) return undefined;
  const noProxy =
    settings.noProxy.length > 0
      ? settings.noProxy
      : (given(environment, "no_proxy") ?? given(environment, "NO_PROXY") ?? "").split(",");
  if (isListed(place, noProxy)) return undefined;
  if (settings.proxy.trim() !== "") return { url: settings.proxy.trim(), from: "the setting http.proxy" };
  for (const name of ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"]) {
    const url = given(environment, name);
    if (url !== undefined) return { url, from: name };
  }
  return undefined;
}

/** A proxy fit to show: scheme, host and port. */
export function describeProxy({ url }: ProxyChoice): string {
  return withoutPassword(withScheme(url))
    .replace("…@", "")
    .replace(/^(\w+:\/\/[^/?#]+).*$/, "$1");
}

interface Place {
  readonly scheme: "http" | "https";
  /** In lower case, without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: string;
}

function placeOf(address: string): Place | undefined {
  const match = /^(https?):\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:]+)(?::(\d+))?/i.exec(address);
  if (match === null) return undefined;
  const scheme = match[1]?.toLowerCase() === "https" ? "https" : "http";
  return {
    scheme,
    host: bare(match[2] ?? "").toLowerCase(),
    port: match[3] ?? (scheme === "https" ? "443" : "80"),
  };
}

function staysHere(host: string): boolean {
  return isLoopback(host) || isMetadata(host);
}

/** `*` is every host; else a host, with all below it, and perhaps a port. Dots and stars in front say nothing more. */
function isListed({ host, port }: Place, noProxy: readonly string[]): boolean {
  return noProxy.some((written) => {
    const entry = written.trim().toLowerCase();
    if (entry === "*") return true;
    const match = /^(\[[^\]]*\]|[^:]*(?::[^:]*){2,}|[^:]*)(?::(\d+))?$/.exec(entry);
    const name = bare(match?.[1] ?? "").replace(/^(\*?\.)+/, "");
    if (name === "" || (match?.[2] !== undefined && match[2] !== port)) return false;
    return host === name || host.endsWith(`.${name}`);
  });
}

function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}

/** The AWS CLI takes a host alone for an HTTP proxy. */
function withScheme(url: string): string {
  return /^[a-z][\w+.-]*:\/\//i.test(url) ? url : `http://${url.replace(/^\/\//, "")}`;
}
