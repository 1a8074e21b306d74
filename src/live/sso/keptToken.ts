import { errnoOf } from "../errorParts.ts";
import type { Redactor } from "../redact.ts";
import { createToken, type SsoClient } from "./createToken.ts";
import type { ServiceCall } from "./serviceCall.ts";
import { readSsoToken, ssoCacheFile, writeSsoToken, type KeptToken } from "./tokenCache.ts";

/** Whose token is looked for. */
interface Place {
  readonly startUrl: string;
  readonly region: string;
  readonly ssoSession?: string;
}

/** A token is renewed this long before its end, in milliseconds, as the AWS CLI does. */
const EARLY = 15 * 60_000;

/**
 * The access token that a sign-in left, renewed by its refresh token when it nears its end, or when `refusedToken` is
 * the one that is kept. Undefined where the user has to sign in.
 * https://docs.aws.amazon.com/sdkref/latest/guide/understanding-sso.html
 */
export async function keptAccessToken(
  place: Place,
  oidc: ServiceCall,
  redactor: Redactor,
  refusedToken?: string,
): Promise<string | undefined> {
  const file = ssoCacheFile(place.ssoSession ?? place.startUrl);
  const kept = await readSsoToken(file);
  if (kept === undefined || !isOf(kept, place)) return undefined;
  const { accessToken, expiresAt, refreshToken, clientSecret } = kept;
  redactor.learn(accessToken, refreshToken, clientSecret);
  const left = timeOf(expiresAt) - Date.now();
  const isAccepted = accessToken !== refusedToken;
  if (isAccepted && left > EARLY) return accessToken;
  const client = clientOf(kept);
  if (refreshToken !== undefined && client !== undefined) {
    const renewed = await createToken(oidc, place, client, { grantType: "refresh_token", refreshToken });
    if (renewed.kind === "ok") {
      const { token } = renewed;
      redactor.learn(token.accessToken, token.refreshToken);
      try {
        await writeSsoToken(file, token);
      } catch (error) {
        oidc.log("warning", `The renewed token is not kept: ${errnoOf(error) ?? "unknown error"}`);
      }
      return token.accessToken;
    }
  }
  return isAccepted && left > 0 ? accessToken : undefined;
}

/** A session of the config may have got another start URL since the sign-in. */
function isOf({ startUrl }: KeptToken, place: Place): boolean {
  return startUrl === undefined || pageOf(startUrl) === pageOf(place.startUrl);
}

function pageOf(url: string): string {
  return url.replace(/[/#]+$/, "");
}

function clientOf(kept: KeptToken): SsoClient | undefined {
  const { clientId, clientSecret, registrationExpiresAt } = kept;
  return clientId === undefined ||
    clientSecret === undefined ||
    registrationExpiresAt === undefined ||
    timeOf(registrationExpiresAt) <= Date.now()
    ? undefined
    : { clientId, clientSecret, registrationExpiresAt };
}

/** In milliseconds; 0 where it is no time. Early releases of the AWS CLI 2 wrote `UTC` for `Z`. */
function timeOf(text: string): number {
  const at = Date.parse(text.replace(/UTC$/, "Z"));
  return Number.isNaN(at) ? 0 : at;
}
