import type { Explanation, Problem, Situation } from "./problem.ts";
import { server } from "./words.ts";

/** The wire: no answer, or one that cannot be read. */
export function explainWire(problem: Problem, situation: Situation): Explanation | undefined {
  const host = problem.endpoint ?? "the endpoint";
  switch (problem.code) {
    case "Timeout":
      return {
        headline:
          problem.errno === "ECONNECT_TIMEOUT"
            ? `No connection to ${host} in time.`
            : `${problem.endpoint === undefined ? "The call" : host} did not answer in time.`,
        causes: [
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
          : "A proxy or virus scanner puts its own certificate in place, or the server's is self-signed or expired.",
      ],
      fixes: [
        "Let Node.js know your organization's authority: NODE_EXTRA_CA_CERTS names a PEM file.",
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
