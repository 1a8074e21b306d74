import { createHash, randomUUID } from "node:crypto";
import { startLoopback, type Loopback } from "./loopback.ts";

/** What the sign-in of this server does. */
export interface SsoOidc extends Loopback {
  readonly accessToken: string;
  /** Access tokens that came of a refresh token, the newest last. */
  readonly refreshed: readonly string[];
  /** Every body that came, with its path. */
  readonly requests: { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[];
  /** A person confirms the code, or refuses. */
  confirm(answer: "granted" | "denied"): void;
  /** The address that a browser which was sent to `/authorize` and signed in there is sent back to. */
  returnAddress(authorize: URL, state?: string): URL;
  /** Goes there. */
  comeBack(authorize: URL, state?: string): Promise<Response>;
}

/**
 * RegisterClient, StartDeviceAuthorization and CreateToken of IAM Identity Center's OIDC service, which moto does not
 * have. Clients may ask whether a code is confirmed every `interval` seconds. It checks what the real one checks: client, code, redirect address and PKCE verifier.
 * https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html
 */
export async function startSsoOidc(interval = 0): Promise<SsoOidc> {
  const accessToken = `sso-access-${randomUUID()}`;
  const refreshed: string[] = [];
  let refreshToken = `refresh-${randomUUID()}`;
  const clientId = randomUUID();
  const clientSecret = `client-secret-${randomUUID()}`;
  const deviceCode = `device-code-${randomUUID()}`;
  const requests: SsoOidc["requests"] = [];
  const codes = new Map<string, { readonly challenge: string; readonly redirectUri: string }>();
  let registeredUris: readonly unknown[] = [];
  let person: "granted" | "denied" | undefined;
  const loopback = await startLoopback((request, raw, response) => {
    const path = request.url ?? "";
    const body = JSON.parse(raw.toString("utf8")) as Record<string, unknown>;
    requests.push({ path, body });
    const answer = (status: number, data: object): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(data));
    };
    const refuse = (error: string): void => {
      answer(400, { error, error_description: `about ${error}` });
    };
    const token = (given = accessToken): void => {
      answer(200, { accessToken: given, expiresIn: 28_800, refreshToken, tokenType: "Bearer" });
    };
    if (path === "/client/register") {
      registeredUris = Array.isArray(body["redirectUris"]) ? body["redirectUris"] : [];
      answer(200, {
        clientId,
        clientSecret,
        clientSecretExpiresAt: Math.round(Date.now() / 1000) + 90 * 86_400,
      });
    } else if (body["clientId"] !== clientId || body["clientSecret"] !== clientSecret) {
      refuse("invalid_client");
    } else if (path === "/device_authorization") {
      answer(200, {
        deviceCode,
        userCode: "ABCD-EFGH",
        verificationUri: "https://device.sso.eu-west-1.amazonaws.com/",
        verificationUriComplete: "https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH",
        expiresIn: 600,
        interval,
      });
    } else if (body["grantType"] === "authorization_code") {
      const known = codes.get(String(body["code"]));
      const challenge = createHash("sha256").update(String(body["codeVerifier"])).digest("base64url");
      if (known?.challenge !== challenge || known.redirectUri !== body["redirectUri"])
        refuse("invalid_grant");
      else token();
    } else if (body["grantType"] === "refresh_token") {
      if (body["refreshToken"] !== refreshToken) refuse("invalid_grant");
      else {
        // Good for one use.
        refreshToken = `refresh-${randomUUID()}`;
        const fresh = `sso-access-${randomUUID()}`;
        refreshed.push(fresh);
        token(fresh);
      }
    } else if (body["deviceCode"] !== deviceCode) refuse("invalid_grant");
    else if (person === undefined) refuse("authorization_pending");
    else if (person === "denied") refuse("access_denied");
    else token();
  });
  const returnAddress: SsoOidc["returnAddress"] = (
    authorize,
    state = authorize.searchParams.get("state") ?? "",
  ) => {
    const redirectUri = authorize.searchParams.get("redirect_uri") ?? "";
    const back = new URL(redirectUri);
    // The port of a loopback address may be any: RFC 8252, section 7.3.
    if (!registeredUris.includes(`${back.protocol}//${back.hostname}${back.pathname}`))
      throw new Error("the redirect address was not registered");
    const code = randomUUID();
    codes.set(code, { challenge: authorize.searchParams.get("code_challenge") ?? "", redirectUri });
    back.search = new URLSearchParams({ code, state }).toString();
    return back;
  };
  return {
    ...loopback,
    accessToken,
    refreshed,
    requests,
    confirm: (answer) => {
      person = answer;
    },
    returnAddress,
    comeBack: (authorize, state) => fetch(returnAddress(authorize, state)),
  };
}
