import type { Reached } from "../livePort.ts";
import type { CalledEndpoint } from "./endpoints.ts";
import type { SetupFinding } from "./model.ts";
import { counted } from "../text/counted.ts";

/** A signature older or younger than this is refused; S3 alone allows more. */
const refusedFrom = 300;
const worthSaying = 60;

/**
 * What the answers of endpoints say about the network and this machine's clock.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/signing-elements.html: a request is valid for five minutes.
 */
export function reachFindings(
  reached: readonly Reached[],
  called: readonly CalledEndpoint[] = [],
): SetupFinding[] {
  return [
    ...reached.flatMap((one): SetupFinding[] =>
      one.kind === "answered" ? needsProxy(one) : [unreachable(one, called)],
    ),
    ...clockFindings(reached),
  ];
}

function needsProxy({ address, proxy }: Reached): SetupFinding[] {
  return proxy === undefined || proxy.alsoDirectly
    ? []
    : [
        {
          code: "endpointNeedsProxy",
          severity: "information",
          message: `${address} can only be reached through the proxy ${proxy.address}.`,
        },
      ];
}

function unreachable(
  { address, reason, proxy }: Extract<Reached, { kind: "unreachable" }>,
  called: readonly CalledEndpoint[],
): SetupFinding {
  const through = proxy === undefined ? "" : ` through the proxy ${proxy.address}`;
  const past =
    proxy?.alsoDirectly === true
      ? " Without the proxy it answers: leave its host out (NO_PROXY, in the editor http.noProxy)."
      : "";
  return {
    code: "endpointUnreachable",
    severity: "error",
    message: `${address} cannot be reached${through}: ${reason}.${past}${usedBy(address, called)}`,
  };
}

function usedBy(address: string, called: readonly CalledEndpoint[]): string {
  const [first, ...others] = called.find((one) => one.address === address)?.profiles ?? [];
  if (first === undefined) return "";
  return ` Profile '${first.name}'${others.length === 0 ? " calls" : ` and ${others.length} more call`} it.`;
}

/** The clock is told once, by the answer that is furthest off. */
function clockFindings(reached: readonly Reached[]): SetupFinding[] {
  const ahead = reached.flatMap((one) =>
    one.kind === "answered" && one.clockAheadSeconds !== undefined
      ? [{ address: one.address, seconds: one.clockAheadSeconds }]
      : [],
  );
  const [worst] = ahead.sort((a, b) => Math.abs(b.seconds) - Math.abs(a.seconds));
  if (worst === undefined || Math.abs(worst.seconds) < worthSaying) return [];
  const refused = Math.abs(worst.seconds) >= refusedFrom;
  const minutes = Math.round(Math.abs(worst.seconds) / 6) / 10;
  const off = `${counted(minutes, "minute")} ${worst.seconds > 0 ? "behind" : "ahead of"}`;
  return [
    {
      code: "clockSkew",
      severity: refused ? "error" : "warning",
      message: `The clock of this machine is ${off} ${worst.address}. ${refused ? "AWS refuses what is signed more than five minutes off" : "At five minutes AWS begins to refuse calls"}: set the clock.`,
    },
  ];
}
