import { optional } from "../../core/optional.ts";
import { oidcPost } from "./oidc.ts";
import type { ServiceAnswer, ServiceCall } from "./serviceCall.ts";
import type { SsoToken } from "./tokenCache.ts";

/** A registered client; `registrationExpiresAt` is ISO 8601, UTC. */
export type SsoClient = Pick<SsoToken, "clientId" | "clientSecret" | "registrationExpiresAt">;

export type TokenAnswer =
  { readonly kind: "ok"; readonly token: SsoToken } | Exclude<ServiceAnswer, { readonly kind: "ok" }>;

/**
 * Exchanges a grant for a token. Where the answer to a refresh token brings no new one, the old one stays good.
 * https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html
 */
export async function createToken(
  parts: ServiceCall,
  { startUrl, region }: Pick<SsoToken, "startUrl" | "region">,
  { clientId, clientSecret, registrationExpiresAt }: SsoClient,
  grant: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const answer = await oidcPost(parts, "/token", { clientId, clientSecret, ...grant });
  if (answer.kind !== "ok") return answer;
  const { accessToken, expiresIn, refreshToken } = answer.data;
  if (typeof accessToken !== "string" || accessToken === "") return malformed;
  return {
    kind: "ok",
    token: {
      startUrl,
      region,
      accessToken,
      expiresAt: isoSeconds(Date.now() + seconds(expiresIn, 3600)),
      clientId,
      clientSecret,
      registrationExpiresAt,
      ...optional("refreshToken", typeof refreshToken === "string" ? refreshToken : grant["refreshToken"]),
    },
  };
}

export const malformed = { kind: "failed", code: "MalformedAnswer" } as const;

/** Milliseconds of a number of seconds that a service gave. */
export function seconds(given: unknown, otherwise: number): number {
  return (typeof given === "number" && given >= 0 ? given : otherwise) * 1000;
}

/** Without fractions, as the AWS CLI writes and reads it. */
export function isoSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}
