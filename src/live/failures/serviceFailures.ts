import type { Explanation, Problem, Situation } from "./problem.ts";
import { server } from "./words.ts";

/** The wire: no answer, or one that cannot be read. */
export function explainWire(problem: Problem, situation: Situation): Explanation | undefined {
  const host = problem.endpoint ?? "the endpoint";
  const through = problem.proxy === undefined ? "" : ` through the proxy ${problem.proxy}`;
  switch (problem.code) {
    case "ProxyRefused":
      return proxyRefused(problem, host);
    case "ProxyUnreachable":
      return proxyUnreachable(problem, host);
    case "Timeout":
      return {
        headline:
          problem.errno === "ECONNECT_TIMEOUT"
            ? `No connection to ${host}${through} in time.`
            : `${problem.endpoint === undefined ? "The call" : host} did not answer in time${through}.`,
        causes: [
          ...(problem.proxy === undefined
            ? []
            : ["The proxy does not answer, cannot reach the endpoint, or waits for a name and a password."]),
          "The network, a firewall or a VPN drops the packets on their way.",
          "The endpoint is one that only answers inside a VPC.",
          "The service is slow at the moment.",
        ],
        fixes: [
          "Check the network and the proxy, then try again.",
          "Check the endpoint and the region of the profile.",
        ],
        look: "profile",
      };
    case "Network":
      return network(problem, situation, host);
    case "MalformedAnswer":
      return {
        headline: `${capitalHost(host)} gave an answer that is not one of ${problem.operation === "ListObjectsV2" ? "S3" : "AWS"}.`,
        causes: [
          "The endpoint is not an AWS-compatible server, or a proxy or login page answered in its place.",
          "The answer was cut off on its way.",
        ],
        fixes: ["Check the endpoint of the profile, and open it in a browser.", "Try again."],
        look: "profile",
      };
    case "InvalidRequest":
      return {
        headline: `${problem.operation} could not be sent.`,
        causes: [
          problem.message ?? "A region, an endpoint or a bucket's name has a form that no address can have.",
        ],
        fixes: ["Check the region, the endpoint and the bucket's name."],
        look: "profile",
      };
    default:
      return undefined;
  }
}

const PROXY_SETTINGS =
  "In the editor the setting http.proxy (and http.noProxy) names the proxy, else HTTPS_PROXY (and NO_PROXY), as on the command line.";

/** A proxy answered in the place of the endpoint: https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6 */
function proxyRefused({ proxy, httpStatus: status }: Problem, host: string): Explanation {
  const name = `The proxy${proxy === undefined ? "" : ` ${proxy}`}`;
  const told = status === undefined ? "" : ` (HTTP ${status})`;
  if (status === 407) {
    return {
      headline: `${name} refused the way to ${host}: it wants a name and a password${told}.`,
      causes: [
        "No name and password were given for it, or they are wrong or have changed.",
        "It takes another way to sign in than name and password (NTLM, Kerberos).",
      ],
      fixes: [
        "Where the editor asks for the proxy's name and password, answer it and try again.",
        "Else write them before the host of the proxy's address: http://NAME:PASSWORD@HOST:PORT.",
        PROXY_SETTINGS,
      ],
    };
  }
  const cannot = status !== undefined && status >= 500;
  return {
    headline: cannot
      ? `${name} could not reach ${host}${told}.`
      : `${name} refused the way to ${host}${told}.`,
    causes: cannot
      ? [
          "The endpoint's name is not known to the proxy, or nothing answers it there.",
          "The proxy is overloaded.",
        ]
      : ["The proxy does not let this host or port through."],
    fixes: [
      "Check the region and the endpoint of the profile.",
      cannot
        ? "If the endpoint is inside your own network, leave it out of the proxy."
        : "Have the host allowed at the proxy, or leave it out of the proxy.",
      PROXY_SETTINGS,
    ],
  };
}

function proxyUnreachable({ proxy, errno }: Problem, host: string): Explanation {
  const name = `The proxy${proxy === undefined ? "" : ` ${proxy}`}`;
  if (errno === "EPROXY_SCHEME") {
    return {
      headline: `${name} is none that can be used on the command line.`,
      causes: ["Its address does not begin with http:// or https://; SOCKS proxies work in the editor only."],
      fixes: ["Correct HTTPS_PROXY or HTTP_PROXY."],
    };
  }
  return {
    headline: `${name} on the way to ${host} cannot be reached${errno === undefined ? "" : ` (${errno})`}.`,
    causes: [
      "The proxy is down, or its address is wrong.",
      "The machine is in another network than the proxy.",
    ],
    fixes: ["Check the address of the proxy, or take it away where this network needs none.", PROXY_SETTINGS],
  };
}

function network(problem: Problem, situation: Situation, host: string): Explanation {
  const errno = problem.errno ?? "";
  if (errno === "ENOTFOUND" || errno === "EAI_AGAIN") {
    return {
      headline: `The name of ${host} cannot be resolved.`,
      causes: [
        "The machine is offline, or its name server does not answer.",
        `The region${situation.region === undefined ? "" : ` ${situation.region}`} or the endpoint is misspelt: a region that does not exist has no host.`,
      ],
      fixes: [
        "Check the region and the endpoint of the profile.",
        "Check the network, the VPN and the proxy.",
      ],
      look: "profile",
    };
  }
  if (errno === "ECONNREFUSED") {
    return {
      headline: `Nothing listens at ${host}.`,
      causes: [
        "The server is not running, or listens on another port.",
        "A setting names an endpoint that is gone (endpoint_url, AWS_ENDPOINT_URL).",
      ],
      fixes: ["Start the server, or remove the endpoint setting to reach AWS."],
      look: "profile",
    };
  }
  if (isTls(errno)) {
    return {
      headline: `The TLS certificate of ${host} is not accepted (${errno}).`,
      causes: [
        errno === "EPROTO" || errno.startsWith("ERR_SSL")
          ? "The endpoint says https, and the server there speaks plain HTTP."
          : errno === "ERR_TLS_CERT_ALTNAME_INVALID"
            ? "The certificate is for another name than the endpoint's, which happens where the endpoint is an IP address."
            : "A proxy or virus scanner puts its own certificate in place, or the server's is self-signed or expired.",
      ],
      fixes: [
        "Name a PEM file with your organization's authority: ca_bundle in the profile, AWS_CA_BUNDLE, or NODE_EXTRA_CA_CERTS for all of Node.js.",
        "For a local server, use http:// in the endpoint.",
      ],
      look: "profile",
    };
  }
  return {
    headline: `The connection to ${host} broke${errno === "" || errno === "UNKNOWN" ? "" : ` (${errno})`}.`,
    causes: ["The server, a proxy or the network closed it before the answer was complete."],
    fixes: ["Try again.", "Check the network, the VPN and the proxy."],
  };
}

function isTls(errno: string): boolean {
  return /CERT|SIGNATURE|ISSUER|^ERR_TLS|^ERR_SSL|^EPROTO$|^UNABLE_TO_/.test(errno);
}

function capitalHost(host: string): string {
  return host === "the endpoint" ? "The endpoint" : host;
}

/** Throttling and the service's own faults. */
export function explainService(problem: Problem): Explanation | undefined {
  const status = problem.httpStatus ?? 0;
  if (
    status === 429 ||
    /^(SlowDown|Throttl\w*|RequestLimitExceeded|TooManyRequests\w*|BandwidthLimitExceeded)$/.test(
      problem.code,
    )
  ) {
    return {
      headline: `${server(problem)} asks for fewer requests (${problem.code}).`,
      causes: ["The account or the bucket is getting more requests than the service takes at once."],
      fixes: ["Wait a little and try again."],
    };
  }
  if (status < 500 || status === 501) return undefined;
  return {
    headline: `${server(problem)} failed with HTTP ${status}.`,
    causes: ["The fault is on the server's side, or a gateway in front of it could not reach it."],
    fixes: [
      "Try again in a moment.",
      ...(server(problem) === "AWS"
        ? ["Look at the AWS Health Dashboard for the region."]
        : ["Look at the server's own log."]),
    ],
  };
}
