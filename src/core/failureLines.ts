import type { LiveFailure } from "./livePort.ts";

/** A failed call as lines of a terminal: what happened, what the service said, likely causes, what to do. */
export function failureLines({ headline, causes, fixes, serviceMessage }: LiveFailure): string[] {
  return [
    headline,
    ...(serviceMessage === undefined ? [] : [`  ${serviceMessage}`]),
    ...causes.map((cause) => `  - ${cause}`),
    ...fixes.map((fix) => `  > ${fix}`),
  ];
}
