import { createHash } from "node:crypto";
import type { AssumedRole, HeldSession, LiveRequest, SessionVault } from "../core/livePort.ts";
import { optional } from "../core/optional.ts";
import type { Hop, Plan } from "../core/profiles/model.ts";
import { planCalls } from "../core/profiles/planCalls.ts";
import type { Credentials } from "./credentials.ts";
import { packRemembered, unpackRemembered, type Remembered } from "./rememberedSessions.ts";

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
  /** Keep it in the vault too. */
  readonly remember: boolean;
}

/** A kept session with all that is known of it. */
export interface Kept {
  readonly session: Session;
  readonly about: About;
  readonly began: Date;
}

/** A session this near to its end is not used again, in milliseconds. */
const NEAR_EXPIRY = 5 * 60_000;

/**
 * Sessions in memory, by everything that a plan says and by the keys it starts from; those that the user opted in for
 * are in the vault as well. Nothing is refreshed here: a session that ends is gone until somebody asks for it again.
 */
export class Sessions {
  private readonly kept = new Map<string, Kept>();
  private readonly listeners = new Set<() => void>();
  /** Grows with every `forgetAll`: what was begun before is not kept after. */
  private generation = 0;
  /** Writes to the vault one after the other. */
  private vaultWork: Promise<void> = Promise.resolve();

  constructor(private readonly vault?: SessionVault) {}

  /** Hands out the right to keep a session later. */
  begin(): number {
    return this.generation;
  }

  get(key: string): Kept | undefined {
    const kept = this.kept.get(key);
    if (kept === undefined) return undefined;
    if (lastsOn(kept.session)) return kept;
    this.drop(key);
    return undefined;
  }

  /** A remembered session of an earlier window, which is in memory from now on. */
  async recall(key: string, sections: string, begun: number): Promise<Kept | undefined> {
    const id = idOf(key);
    const found = (await this.remembered()).find((one) => one.id === id);
    if (found === undefined || !lastsOn(found.kept.session) || found.kept.about.sections !== sections)
      return undefined;
    if (begun !== this.generation) return undefined;
    this.kept.set(key, found.kept);
    this.tell();
    return found.kept;
  }

  /** Credentials without an end are not kept: reading them again is cheap, and they may have been changed. */
  keep(key: string, session: Session, about: About, begun: number): void {
    if (begun !== this.generation || session.credentials.expiration === undefined) return;
    const kept = { session, about, began: new Date() };
    this.kept.set(key, kept);
    if (about.remember) {
      const id = idOf(key);
      this.editVault((all) => [...all.filter((one) => one.id !== id), { id, kept }]);
    }
    this.tell();
  }

  drop(key: string): void {
    const kept = this.kept.get(key);
    this.kept.delete(key);
    const id = idOf(key);
    if (kept?.about.remember === true) this.editVault((all) => all.filter((one) => one.id !== id));
    if (kept !== undefined) this.tell();
  }

  dropId(id: string): void {
    for (const key of this.kept.keys()) if (idOf(key) === id) this.drop(key);
  }

  forgetAll(): void {
    this.generation++;
    this.kept.clear();
    this.editVault(() => []);
    this.tell();
  }

  /** Memory only: what is remembered stays so. */
  close(): void {
    this.generation++;
    this.kept.clear();
    this.listeners.clear();
  }

  /** Drops the sessions of which `digest` answers another value than the one they were made with. */
  async recheck(digest: (about: About) => Promise<string>): Promise<void> {
    for (const [key, kept] of [...this.kept]) {
      const now = await digest(kept.about);
      // Another session may have taken its place meanwhile.
      if (now !== kept.about.sections && this.kept.get(key) === kept) this.drop(key);
    }
  }

  async rememberOnly(profiles: readonly string[]): Promise<void> {
    const stays = ({ about }: Kept): boolean =>
      about.plan.profile !== undefined && profiles.includes(about.plan.profile);
    for (const [key, kept] of this.kept) {
      if (kept.about.remember && !stays(kept))
        this.kept.set(key, { ...kept, about: { ...kept.about, remember: false } });
    }
    this.editVault((all) => all.filter((one) => stays(one.kept)));
    this.tell();
    await this.vaultWork;
  }

  /** The newest last. */
  list(): HeldSession[] {
    return [...this.kept].flatMap(([key, { session, about, began }]) => {
      const { expiration } = session.credentials;
      if (expiration === undefined || expiration.getTime() <= Date.now()) return [];
      return {
        id: idOf(key),
        kind: about.kind,
        plan: about.plan,
        ...optional("arn", session.role.arn),
        ...optional("mfaSerial", about.mfaSerial),
        began: began.toISOString(),
        expiration: expiration.toISOString(),
        remembered: about.remember,
      };
    });
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private async remembered(): Promise<Remembered[]> {
    await this.vaultWork;
    return unpackRemembered(await this.vault?.read());
  }

  private editVault(edit: (all: Remembered[]) => Remembered[]): void {
    const { vault } = this;
    if (vault === undefined) return;
    this.vaultWork = this.vaultWork
      .then(async () => {
        const before = await vault.read();
        const all = edit(unpackRemembered(before)).filter(({ kept }) => lastsOn(kept.session));
        if (all.length > 0) await vault.write(packRemembered(all));
        else if (before !== undefined) await vault.write(undefined);
      })
      // A vault that is locked remembers nothing; the session in memory is not worse for it.
      .catch(() => undefined);
  }
}

function lastsOn({ credentials: { expiration } }: Session): boolean {
  return expiration !== undefined && expiration.getTime() - Date.now() > NEAR_EXPIRY;
}

function idOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 24);
}

/**
 * The key of a plan's session. Keys of a file or the environment count in as a digest, so that a session does not
 * outlive a change of them.
 */
export function sessionKey(request: LiveRequest, firstKeys: Credentials | undefined): string {
  return JSON.stringify([planCalls(request.plan), request.files, digestOf(firstKeys)]);
}

/**
 * The key of a device's GetSessionToken session, for whatever plan needs a code of it: in any region of a partition, or
 * at one endpoint that a setting names.
 */
export function mfaSessionKey(
  { mfaSerial, roleArn, sts }: Pick<Hop, "roleArn" | "sts"> & { readonly mfaSerial: string },
  firstKeys: Credentials,
): string {
  return JSON.stringify(["mfa", mfaSerial, sts.url ?? roleArn.split(":")[1], digestOf(firstKeys)]);
}

function digestOf(keys: Credentials | undefined): string {
  if (keys === undefined) return "";
  const parts = [keys.accessKeyId, keys.secretAccessKey, keys.sessionToken];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
