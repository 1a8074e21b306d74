import { createHash } from "node:crypto";
import type { AssumedRole } from "../core/livePort.ts";
import type { LiveRequest } from "../core/livePort.ts";
import type { Credentials } from "./credentials.ts";

/** What the hops of a plan, or its source alone, came to. */
export interface Session {
  readonly credentials: Credentials;
  readonly role: AssumedRole;
  /** AROAEXAMPLE:session-name, as AssumeRole answered it. */
  readonly userId?: string;
}

/** A session this near to its end is not used again, in milliseconds. */
const NEAR_EXPIRY = 5 * 60_000;

/** Sessions in memory, by everything that a plan says and by the keys it starts from. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();
  /** Grows with every `forgetAll`: what was begun before is not kept after. */
  private generation = 0;

  /** Hands out the right to keep a session later. */
  begin(): number {
    return this.generation;
  }

  get(key: string): Session | undefined {
    const session = this.sessions.get(key);
    const expiration = session?.credentials.expiration;
    if (expiration !== undefined && expiration.getTime() - Date.now() > NEAR_EXPIRY) return session;
    this.sessions.delete(key);
    return undefined;
  }

  /** Credentials without an end are not kept: reading them again is cheap, and they may have been changed. */
  keep(key: string, session: Session, begun: number): void {
    if (begun === this.generation && session.credentials.expiration !== undefined)
      this.sessions.set(key, session);
  }

  drop(key: string): void {
    this.sessions.delete(key);
  }

  forgetAll(): void {
    this.generation++;
    this.sessions.clear();
  }
}

/**
 * The key of a plan's session. Keys of a file or the environment count in as a digest, so that a session does not
 * outlive a change of them.
 */
export function sessionKey(request: LiveRequest, firstKeys: Credentials | undefined): string {
  const digest =
    firstKeys === undefined
      ? ""
      : createHash("sha256")
          .update(JSON.stringify([firstKeys.accessKeyId, firstKeys.secretAccessKey, firstKeys.sessionToken]))
          .digest("hex");
  return JSON.stringify([request.plan, request.files, digest]);
}
