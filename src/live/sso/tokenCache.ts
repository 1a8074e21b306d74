import { createHash, randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { optional } from "../../core/optional.ts";

/** What a sign-in leaves, in the names that the AWS CLI and the SDKs read. Times are ISO 8601, UTC. */
export interface SsoToken {
  readonly startUrl: string;
  readonly region: string;
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly registrationExpiresAt: string;
  readonly refreshToken?: string;
}

/**
 * Where the token of an `[sso-session]` (by its name) or of a legacy profile (by its start URL) lies.
 * https://docs.aws.amazon.com/sdkref/latest/guide/understanding-sso.html
 */
export function ssoCacheFile(nameOrUrl: string): string {
  const hash = createHash("sha1").update(nameOrUrl).digest("hex");
  return join(homedir(), ".aws", "sso", "cache", `${hash}.json`);
}

/** What a file of the cache holds, as far as it makes sense; other tools write these files too. */
export type KeptToken = Pick<SsoToken, "accessToken" | "expiresAt"> & Partial<SsoToken>;

/** The token of a file; undefined where there is none, or none that can be read. */
export async function readSsoToken(file: string): Promise<KeptToken | undefined> {
  let fields: Readonly<Record<string, unknown>>;
  try {
    const data: unknown = JSON.parse(await readFile(file, "utf8"));
    if (typeof data !== "object" || data === null) return undefined;
    fields = data as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
  const text = <K extends keyof SsoToken>(key: K): Partial<Record<K, string>> => {
    const value = fields[key];
    return optional(key, typeof value === "string" && value !== "" ? value : undefined);
  };
  const { accessToken, expiresAt } = { ...text("accessToken"), ...text("expiresAt") };
  if (accessToken === undefined || expiresAt === undefined) return undefined;
  return {
    accessToken,
    expiresAt,
    ...text("startUrl"),
    ...text("region"),
    ...text("clientId"),
    ...text("clientSecret"),
    ...text("registrationExpiresAt"),
    ...text("refreshToken"),
  };
}

/** Writes the token for this user alone, and whole or not at all. */
export async function writeSsoToken(file: string, token: SsoToken): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(JSON.stringify(token, undefined, 2));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
