import { setTimeout as sleep } from "node:timers/promises";
import type { SsoSignInRequest, SsoSignInResult } from "../../core/livePort.ts";
import { regionalAddress } from "../../core/regionalAddress.ts";
import { readCaBundle } from "../caBundle.ts";
import { explain } from "../failures/explain.ts";
import { errnoOf } from "../errorParts.ts";
import type { Limits } from "../limits.ts";
import { createRedactor } from "../redact.ts";
import type { Wire } from "../wire.ts";
import { startBrowserReturn } from "./browserReturn.ts";
import {
  createToken,
  isoSeconds,
  malformed,
  seconds,
  type SsoClient,
  type TokenAnswer,
} from "./createToken.ts";
import { oidcPost } from "./oidc.ts";
import { WIRE_MESSAGES, type ServiceAnswer, type ServiceCall } from "./serviceCall.ts";
import { ssoCacheFile, writeSsoToken } from "./tokenCache.ts";

/** As the AWS CLI asks for where an `[sso-session]` names no scopes. */
const DEFAULT_SCOPES = ["sso:account:access"];

/** A person takes this long at most, in milliseconds; the service's own limit is shorter for codes. */
const LONGEST_SIGN_IN = 10 * 60_000;

/**
 * Signs in at IAM Identity Center: with the browser coming back to a port of this machine (authorization code with
 * PKCE), or with a code that is compared on any device. The token lies where the AWS CLI keeps it, so that one sign-in
 * serves both.
 * https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html
 */
export async function ssoSignIn(
  request: SsoSignInRequest,
  limits: Pick<Limits, "call">,
  wire: Wire,
  oidcEndpoint?: string,
): Promise<SsoSignInResult> {
  // It becomes a part of the host's name: nothing else may come with it.
  if (!/^[a-z\d-]+$/.test(request.region))
    return { kind: "failed", code: "BadRegion", message: `'${request.region}' is not a region of AWS.` };
  const bundle = request.caBundle === undefined ? undefined : await readCaBundle(request.caBundle);
  if (bundle?.kind === "failed") {
    const { headline } = explain(bundle.problem, { at: { kind: "source" }, source: request.startUrl });
    return { kind: "failed", code: bundle.problem.code, message: headline };
  }
  const redactor = createRedactor();
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  if (request.signal.aborted) abort();
  request.signal.addEventListener("abort", abort);
  const parts: ServiceCall = {
    ...(bundle === undefined ? {} : { ca: bundle.pem }),
    endpoint: oidcEndpoint ?? regionalAddress("oidc", request.region),
    wire,
    signal: controller.signal,
    limit: limits.call,
    log: (level, line) => {
      request.log(level, redactor.text(line));
    },
  };
  try {
    const signedIn =
      request.way === "browser" ? await withBrowser(request, parts) : await withCode(request, parts);
    if (signedIn.kind === "cancelled" || controller.signal.aborted) return { kind: "cancelled" };
    if (signedIn.kind === "failed") return failure(signedIn, redactor.text.bind(redactor));
    const file = ssoCacheFile(request.ssoSession ?? request.startUrl);
    try {
      await writeSsoToken(file, signedIn.token);
    } catch (error) {
      return {
        kind: "failed",
        code: errnoOf(error) ?? "CacheNotWritten",
        message: `The sign-in worked, but its token cannot be written to ${file} (${errnoOf(error) ?? "unknown error"}).`,
      };
    }
    return { kind: "ok", expiration: signedIn.token.expiresAt, cacheFile: file };
  } finally {
    request.signal.removeEventListener("abort", abort);
    abort();
  }
}

async function register(
  request: SsoSignInRequest,
  parts: ServiceCall,
  redirectUri: string | undefined,
): Promise<({ readonly kind: "ok" } & SsoClient) | Exclude<ServiceAnswer, { readonly kind: "ok" }>> {
  const answer = await oidcPost(parts, "/client/register", {
    clientName: "assume-role-workbench",
    clientType: "public",
    scopes: scopesOf(request),
    ...(redirectUri === undefined
      ? {}
      : {
          grantTypes: ["authorization_code", "refresh_token"],
          redirectUris: [redirectUri],
          issuerUrl: request.startUrl,
        }),
  });
  if (answer.kind !== "ok") return answer;
  const { clientId, clientSecret, clientSecretExpiresAt } = answer.data;
  if (typeof clientId !== "string" || typeof clientSecret !== "string") return malformed;
  const expires = typeof clientSecretExpiresAt === "number" ? clientSecretExpiresAt * 1000 : Date.now();
  return { kind: "ok", clientId, clientSecret, registrationExpiresAt: isoSeconds(expires) };
}

async function withCode(request: SsoSignInRequest, parts: ServiceCall): Promise<TokenAnswer> {
  const client = await register(request, parts, undefined);
  if (client.kind !== "ok") return client;
  const { clientId, clientSecret } = client;
  const device = await oidcPost(parts, "/device_authorization", {
    clientId,
    clientSecret,
    startUrl: request.startUrl,
  });
  if (device.kind !== "ok") return device;
  const { deviceCode, userCode, verificationUri, verificationUriComplete, expiresIn, interval } = device.data;
  const url = verificationUriComplete ?? verificationUri;
  if (
    typeof deviceCode !== "string" ||
    typeof userCode !== "string" ||
    typeof url !== "string" ||
    !isWebPage(url)
  )
    return malformed;
  show(request, parts, { url, code: userCode });
  const end = Date.now() + Math.min(LONGEST_SIGN_IN, seconds(expiresIn, 600));
  let wait = seconds(interval, 5);
  while (Date.now() + wait < end) {
    await sleep(wait, undefined, { signal: parts.signal }).catch(() => undefined);
    if (parts.signal.aborted) return { kind: "cancelled" };
    const token = await createToken(parts, request, client, {
      grantType: "urn:ietf:params:oauth:grant-type:device_code",
      deviceCode,
    });
    if (token.kind !== "failed") return token;
    // RFC 8628, section 3.5: five seconds more each time.
    if (token.code === "slow_down") wait += 5_000;
    else if (token.code !== "authorization_pending") return token;
  }
  return { kind: "failed", code: "expired_token" };
}

/**
 * Nobody waits until the page is open: the editor may ask the user about it first, and the sign-in may be confirmed
 * elsewhere, or given up, meanwhile.
 */
function show(
  request: SsoSignInRequest,
  { log }: ServiceCall,
  page: Parameters<SsoSignInRequest["show"]>[0],
): void {
  request.show(page).catch((error: unknown) => {
    log("warning", `SSO sign-in page not opened: ${errnoOf(error) ?? "unknown error"}`);
  });
}

async function withBrowser(request: SsoSignInRequest, parts: ServiceCall): Promise<TokenAnswer> {
  const back = await startBrowserReturn(parts.signal, LONGEST_SIGN_IN);
  try {
    const client = await register(request, parts, back.registeredUri);
    if (client.kind !== "ok") return client;
    const authorize = new URL("/authorize", parts.endpoint);
    authorize.search = new URLSearchParams({
      response_type: "code",
      client_id: client.clientId,
      redirect_uri: back.uri,
      state: back.state,
      code_challenge_method: "S256",
      code_challenge: back.challenge,
      scopes: scopesOf(request).join(" "),
    }).toString();
    show(request, parts, { url: authorize.href });
    const came = await back.code;
    if (came.kind !== "ok") return came;
    return await createToken(parts, request, client, {
      grantType: "authorization_code",
      code: came.code,
      redirectUri: back.uri,
      codeVerifier: back.verifier,
    });
  } finally {
    back.stop();
  }
}

function scopesOf(request: SsoSignInRequest): readonly string[] {
  return request.scopes.length > 0 ? request.scopes : DEFAULT_SCOPES;
}

/** What a service says to open must be a page, never another scheme of the desktop. */
function isWebPage(url: string): boolean {
  return URL.canParse(url) && ["https:", "http:"].includes(new URL(url).protocol);
}

function failure(
  { code, description }: Extract<ServiceAnswer, { kind: "failed" }>,
  redact: (text: string) => string,
): SsoSignInResult {
  const detail = description === undefined ? "" : ` ${redact(description)}`;
  return {
    kind: "failed",
    code,
    message: `${MESSAGES[code] ?? `The sign-in failed with ${code}.`}${detail}`,
  };
}

const MESSAGES: Readonly<Record<string, string>> = {
  ...WIRE_MESSAGES,
  access_denied: "The sign-in was refused in the browser.",
  expired_token: "Nobody confirmed the sign-in in time.",
  invalid_request: "IAM Identity Center does not accept the start URL or the region.",
  invalid_client: "IAM Identity Center does not know this client any more; try again.",
  invalid_scope: "IAM Identity Center does not know a scope of sso_registration_scopes.",
  state_mismatch: "The browser came back with another sign-in's answer, which was not used.",
};
