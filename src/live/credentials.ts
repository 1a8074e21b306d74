/** Keys as this room passes them around. They never leave it. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** What an SDK provider or an STS answer may hold: optional everywhere, and possibly explicitly undefined. */
export interface GivenCredentials {
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
}

/** Undefined where a key or its secret is missing or empty. An unreadable expiration counts as none. */
export function credentialsFrom(given: GivenCredentials): Credentials | undefined {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = given;
  if (accessKeyId === undefined || accessKeyId === "") return undefined;
  if (secretAccessKey === undefined || secretAccessKey === "") return undefined;
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined || sessionToken === "" ? {} : { sessionToken }),
    ...(expiration === undefined || Number.isNaN(expiration.getTime()) ? {} : { expiration }),
  };
}
