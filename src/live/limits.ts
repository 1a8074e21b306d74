/** How long things may take. All in milliseconds. */
export interface Limits {
  /** TCP and TLS. */
  readonly connect: number;
  /** One call with its retries. */
  readonly call: number;
  /** A whole run, without the time a person takes to type an MFA code. */
  readonly run: number;
  /** A `credential_process`, which may ask for a touch of a key or a login in a browser. */
  readonly process: number;
  /** What the source's identity may still take once the first hop has answered. */
  readonly sourceIdentity: number;
}

export const DEFAULT_LIMITS: Limits = {
  connect: 5_000,
  call: 20_000,
  run: 120_000,
  process: 60_000,
  sourceIdentity: 1_000,
};
