import { createHash } from "node:crypto";
import type { AssumedRole, HeldSession, LiveRequest, SessionVault } from "../core/livePort.ts";
import { optional } from "../core/optional.ts";
import type { Hop, Plan } from "../core/profiles/model.ts";
import { NEAR_END } from "../core/sessionEnd.ts";
import { digestOfKeys, sessionId, sessionKey as keyOf } from "../core/sharing/sessionId.ts";
import type { Credentials } from "./credentials.ts";
import {
  packVault,
  unpackVault,
  type Mark,
  type Remembered,
  type VaultContents,
} from "./rememberedSessions.ts";

/** What the hops of a plan, or its source alone, came to. */
export interface Session {
  readonly credentials: Credentials;
  readonly role: AssumedRole;
  /** AROAEXAMPLE:session-name, as AssumeRole answered it. */
  readonly userId?: string;
}

/** Around a session that is kept: what shows it, and what ends it early. */
export interface About {
  readonly kind: HeldSession["kind"];
  readonly plan: Plan;
  readonly files: LiveRequest["files"];
  readonly mfaSerial?: string;
  /** A digest of the sections that the plan was made from; a change of it ends the session. */
  readonly sections: string;
}

/** A kept session with all that is known of it. */
export interface Kept {
  readonly session: Session;
  readonly about: About;
  readonly began: Date;
  /** When it was put here or into the vault, in milliseconds since 1970: a word against it counts if it came later. */
  readonly since: number;
}

export interface SessionsOptions {
  readonly vault?: SessionVault;
  /** The digest of a session's sections as the files are now. */
  readonly sections?: (about: About) => Promise<string>;
}

/** How long the row of a session that has ended stays, in milliseconds. */
const ENDED_SHOWN = 3_600_000;

/** How long a call waits for a vault that asks its user for a password, in milliseconds. */
const VAULT_PATIENCE = 3_000;

/**
 * Sessions in memory, by everything that a plan says and by the keys it starts from. Those of profiles that the user
 * opted in for are in the vault as well, which all windows of the machine share: what one of them makes or forgets, the
 * others learn. Nothing is refreshed here: a session that ends is gone until somebody asks for it again.
 */
export class Sessions {
  private readonly kept = new Map<string, Kept>();
  /** What is shown of sessions that have ended; their keys are gone. */
  private readonly ended = new Map<string, { readonly held: HeldSession; readonly about: About }>();
  private readonly listeners = new Set<() => void>();
  /** Grows with every `forgetAll`: what was begun before is not kept after. */
  private generation = 0;
  private closed = false;
  private timer: NodeJS.Timeout | undefined;

  /** The profiles whose sessions are in the vault; undefined while nobody has said. */
  private remembering: ReadonlySet<string> | undefined;
  /** Sessions that the vault is known to hold. */
  private stored: ReadonlySet<string> = new Set();
  private readonly marks = new Map<string, Mark>();
  private allForgottenAt = 0;
  private lastStamp = 0;
  /** Exchanges with the vault, one after the other. */
  private vaultWork: Promise<void> = Promise.resolve();
  private readonly stopListening: (() => void) | undefined;

  constructor(private readonly options: SessionsOptions = {}) {
    this.stopListening = options.vault?.onChange?.(() => {
      if (this.remembering !== undefined) void this.exchange();
    });
  }

  /** Hands out the right to keep a session later. */
  begin(): number {
    return this.generation;
  }

  /** Resolves when what the vault holds of a profile is in memory too; a vault that does not answer is not waited for. */
  async ready(profile: string | undefined): Promise<void> {
    if (profile === undefined || this.remembering?.has(profile) !== true) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, VAULT_PATIENCE);
    });
    await Promise.race([this.vaultWork, patience]);
    clearTimeout(timer);
  }

  get(key: string): Kept | undefined {
    const kept = this.closed ? undefined : this.kept.get(idOf(key));
    return kept !== undefined && lastsOn(kept.session) ? kept : undefined;
  }

  /** What may be used elsewhere: the session of a plan, by its id; an MFA session stays here. */
  byId(id: string): Session | undefined {
    const kept = this.closed ? undefined : this.kept.get(id);
    return kept !== undefined && kept.about.kind !== "mfa" && lastsOn(kept.session)
      ? kept.session
      : undefined;
  }

  /** Credentials without an end are not kept: reading them again is cheap, and they may have been changed. */
  keep(key: string, session: Session, about: About, begun: number): void {
    if (begun !== this.generation || session.credentials.expiration === undefined) return;
    const id = idOf(key);
    this.ended.delete(id);
    const kept = { session, about, began: new Date(), since: this.stamp() };
    this.kept.set(id, kept);
    if (this.isRemembered(kept)) void this.exchange();
    this.changed();
  }

  drop(key: string): void {
    this.dropId(idOf(key));
  }

  dropId(id: string): void {
    const kept = this.kept.get(id);
    const had = this.kept.delete(id) || this.ended.delete(id);
    if (kept !== undefined && (this.stored.has(id) || this.isRemembered(kept))) {
      this.mark(id, kept, true);
      void this.exchange();
    }
    if (had) this.changed();
  }

  forgetAll(): void {
    this.generation++;
    this.kept.clear();
    this.ended.clear();
    this.allForgottenAt = this.stamp();
    void this.exchange();
    this.changed();
  }

  /** What is remembered stays so. Resolves when what was on its way to the vault is there. */
  close(): Promise<void> {
    this.closed = true;
    this.generation++;
    this.ended.clear();
    this.listeners.clear();
    this.stopListening?.();
    clearTimeout(this.timer);
    return this.vaultWork.then(() => {
      this.kept.clear();
    });
  }

  /** Drops the sessions whose sections read otherwise than when they were made. */
  async recheck(): Promise<void> {
    for (const [id, kept] of [...this.kept]) {
      const isSame = await this.isUnchanged(kept.about);
      // Another session may have taken its place meanwhile.
      if (!isSame && this.kept.get(id) === kept) this.dropId(id);
    }
    for (const [id, { about }] of [...this.ended]) if (!(await this.isUnchanged(about))) this.dropId(id);
  }

  /** The profiles whose sessions are in the vault from now on: those that run are put there, or taken out. */
  async rememberFor(profiles: readonly string[]): Promise<void> {
    this.remembering = new Set(profiles);
    for (const [id, kept] of this.kept) {
      if (!this.isRemembered(kept)) {
        if (this.stored.has(id)) this.mark(id, kept, false);
      } else if (!this.isValid(id, kept)) this.kept.set(id, { ...kept, since: this.stamp() });
    }
    await this.exchange();
  }

  /** The newest last; those that ended lately too. */
  list(): HeldSession[] {
    if (this.closed) return [];
    const ended = [...this.ended.values()].map(({ held }) => held);
    const running = [...this.kept].flatMap(([id, kept]) => this.shown(id, kept) ?? []);
    return [...ended, ...running].sort((a, b) => Date.parse(a.began) - Date.parse(b.began));
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private shown(id: string, { session, about, began }: Kept): HeldSession | undefined {
    const { expiration } = session.credentials;
    if (expiration === undefined) return undefined;
    return {
      id,
      kind: about.kind,
      plan: about.plan,
      ...optional("arn", session.role.arn),
      ...optional("mfaSerial", about.mfaSerial),
      began: began.toISOString(),
      expiration: expiration.toISOString(),
      remembered: this.stored.has(id),
    };
  }

  private changed(): void {
    if (this.closed) return;
    this.waitForNextEnd();
    for (const listener of [...this.listeners]) listener();
  }

  /** A session that comes near its end, or to it, looks different from then on. */
  private waitForNextEnd(): void {
    clearTimeout(this.timer);
    const now = Date.now();
    const ends = [...this.kept.values()].map(({ session }) => endOf(session));
    const moments = [
      ...ends,
      ...ends.map((end) => end - NEAR_END).filter((near) => near > now),
      ...[...this.ended.values()].map(({ held }) => Date.parse(held.expiration) + ENDED_SHOWN),
    ];
    if (moments.length === 0) return;
    this.timer = setTimeout(
      () => {
        this.putAwayEnded();
      },
      // Longer than a day no timer needs to wait, and some cannot.
      Math.min(Math.max(Math.min(...moments) - now, 0) + 1, 86_400_000),
    );
    this.timer.unref();
  }

  private putAwayEnded(): void {
    const now = Date.now();
    for (const [id, kept] of this.kept) {
      const shown = endOf(kept.session) > now ? undefined : this.shown(id, kept);
      if (shown === undefined) continue;
      this.kept.delete(id);
      this.ended.set(id, { held: { ...shown, remembered: false }, about: kept.about });
      if (this.stored.has(id)) void this.exchange();
    }
    for (const [id, { held }] of this.ended)
      if (Date.parse(held.expiration) + ENDED_SHOWN <= now) this.ended.delete(id);
    this.changed();
  }

  private isRemembered({ about }: Kept): boolean {
    return (
      about.kind !== "mfa" &&
      about.plan.profile !== undefined &&
      this.remembering?.has(about.plan.profile) === true
    );
  }

  private async isUnchanged(about: About): Promise<boolean> {
    const { sections } = this.options;
    return sections === undefined || (await sections(about)) === about.sections;
  }

  /** Later than everything that was said before, here or by another window. */
  private stamp(): number {
    this.lastStamp = Math.max(Date.now(), this.lastStamp + 1);
    return this.lastStamp;
  }

  private mark(id: string, { session }: Kept, drop: boolean): void {
    this.marks.set(id, { at: this.stamp(), until: endOf(session), drop });
  }

  private isValid(id: string, { since }: Kept): boolean {
    return since > this.allForgottenAt && since > (this.marks.get(id)?.at ?? 0);
  }

  /** Learns what other windows put into the vault, and puts there what they do not know. */
  private exchange(): Promise<void> {
    const { vault } = this.options;
    if (vault !== undefined) this.vaultWork = this.vaultWork.then(() => this.exchangeWith(vault));
    return this.vaultWork;
  }

  private async exchangeWith(vault: SessionVault): Promise<void> {
    const before = this.stored;
    const read = await answerOf(vault.read());
    if (read === undefined) {
      // A vault that refuses remembers nothing; the sessions in memory are not worse for it.
      this.stored = new Set();
    } else {
      const theirs = unpackVault(read.value);
      this.learnMarks(theirs);
      await this.adopt(theirs.sessions);
      const sessions = [
        ...[...this.kept]
          .filter(([id, kept]) => this.isRemembered(kept) && lastsOn(kept.session) && this.isValid(id, kept))
          .map(([id, kept]) => ({ id, kept })),
        // What is in nobody's way, while this window does not know which profiles are kept.
        ...theirs.sessions.filter(
          ({ id, kept }) => this.remembering === undefined && lastsOn(kept.session) && this.isValid(id, kept),
        ),
      ];
      const text = packVault({ sessions, marks: this.marks, allForgottenAt: this.allForgottenAt });
      const isNew = text !== read.value && (read.value !== undefined || sessions.length > 0);
      const written = !isNew || (await answerOf(vault.write(text))) !== undefined;
      this.stored = new Set(written ? sessions.map(({ id }) => id) : []);
    }
    const isSame = this.stored.size === before.size && [...this.stored].every((id) => before.has(id));
    if (!isSame) this.changed();
  }

  private learnMarks({ sessions, marks, allForgottenAt }: VaultContents): void {
    const moments = [...sessions.map(({ kept }) => kept.since), ...[...marks.values()].map(({ at }) => at)];
    this.lastStamp = Math.max(this.lastStamp, allForgottenAt, ...moments);
    this.allForgottenAt = Math.max(this.allForgottenAt, allForgottenAt);
    for (const [id, mark] of marks) {
      const own = this.marks.get(id);
      if (own === undefined || own.at < mark.at) this.marks.set(id, mark);
    }
    for (const [id, { until }] of this.marks) if (until <= Date.now()) this.marks.delete(id);
    for (const [id, kept] of [...this.kept]) {
      if (!this.stored.has(id) || this.isValid(id, kept)) continue;
      const mark = this.marks.get(id);
      if (mark?.drop !== false || kept.since <= this.allForgottenAt) {
        this.kept.delete(id);
        this.changed();
      }
    }
  }

  private async adopt(sessions: readonly Remembered[]): Promise<void> {
    if (this.remembering === undefined) return;
    for (const { id, kept } of sessions) {
      const isNews = () =>
        this.isValid(id, kept) && lastsOn(kept.session) && (this.kept.get(id)?.since ?? 0) < kept.since;
      if (!isNews()) continue;
      if (!this.isRemembered(kept)) {
        this.mark(id, kept, false);
        continue;
      }
      const isUnchanged = await this.isUnchanged(kept.about);
      if (!isNews()) continue;
      if (!isUnchanged) this.mark(id, kept, true);
      else {
        this.kept.set(id, kept);
        this.changed();
      }
    }
  }
}

/** Undefined where the promise was rejected. */
async function answerOf<T>(promise: Promise<T>): Promise<{ readonly value: T } | undefined> {
  try {
    return { value: await promise };
  } catch {
    return undefined;
  }
}

function endOf({ credentials: { expiration } }: Session): number {
  return expiration?.getTime() ?? 0;
}

function lastsOn(session: Session): boolean {
  return endOf(session) - Date.now() > NEAR_END;
}

function idOf(key: string): string {
  return sessionId(key, sha256);
}

/** The key of a plan's session. */
export function sessionKey(request: LiveRequest, firstKeys: Credentials | undefined): string {
  return keyOf(request, firstKeys, sha256);
}

/**
 * The key of a device's GetSessionToken session, for whatever plan needs a code of it: in any region of a partition, or
 * at one endpoint that a setting names.
 */
export function mfaSessionKey(
  { mfaSerial, roleArn, sts }: Pick<Hop, "roleArn" | "sts"> & { readonly mfaSerial: string },
  firstKeys: Credentials,
): string {
  return JSON.stringify([
    "mfa",
    mfaSerial,
    sts.url ?? roleArn.split(":")[1],
    digestOfKeys(firstKeys, sha256),
  ]);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
