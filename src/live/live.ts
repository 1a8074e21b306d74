import { parseArn } from "../core/arn.ts";
import type {
  AssumedRole,
  CallerIdentity,
  HandedOver,
  Live,
  LiveRequest,
  SessionKeys,
  SessionVault,
} from "../core/livePort.ts";
import { optional } from "../core/optional.ts";
import { Secret } from "../core/secret.ts";
import { consoleAddress } from "./consoleAddress.ts";
import { establish, type Established, type Wish } from "./establish.ts";
import { isNotOffered } from "./failures/identityFailures.ts";
import type { Situation } from "./failures/problem.ts";
import { server } from "./failures/words.ts";
import { areKeysAccepted, isRefusedWithoutReason } from "./keysProbe.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { listBucket } from "./listBucket.ts";
import { listRoles } from "./listRoles.ts";
import { profileSections } from "./profileSections.ts";
import { reach } from "./reach.ts";
import { conduct, type Attempt, type Run } from "./run.ts";
import { Sessions, type Session } from "./session.ts";
import { readS3 } from "./readS3.ts";
import { ssoAccounts } from "./sso/accounts.ts";
import { ssoSignIn } from "./sso/signIn.ts";
import { whoIs } from "./whoIs.ts";
import type { Network } from "./wayOut.ts";
import { Wire } from "./wire.ts";

/** What only tests and the editor bring. */
export interface LiveOptions {
  /** Who decides about proxies; this process's environment where left out. */
  readonly network?: Network;
  /** Where sessions of profiles that the user opted in for outlive the window. */
  readonly vault?: SessionVault;
  /** Another server in the place of the console's federation endpoint. */
  readonly federationEndpoint?: string;
  /** Other servers in the place of IAM Identity Center's. */
  readonly ssoOidcEndpoint?: string;
  readonly ssoPortalEndpoint?: string;
}

/**
 * The room that calls AWS. Credentials and SDK types stay inside it; what a user wants to use elsewhere leaves it as a
 * `Secret`. Expected failures are values; a rejected promise is a bug.
 */
export function createLive(limits: Limits = DEFAULT_LIMITS, options: LiveOptions = {}): Live {
  const sessions = new Sessions({
    ...optional("vault", options.vault),
    sections: ({ plan, files }) => profileSections(plan, files),
  });
  const wire = new Wire(limits, options.network ?? byEnvironment);
  const inSession = <T>(
    request: LiveRequest,
    wish: Omit<Wish, "fresh">,
    use: (run: Run, established: Established) => Promise<Attempt<T>>,
  ) => conduct(request, limits, wire, (run) => withSession(run, sessions, wish, use));
  return {
    assumeRole: (request) => conduct(request, limits, wire, (run) => assume(run, sessions)),
    callerIdentity: (request) => inSession(request, {}, identify),
    listBucket: (request, query) =>
      inSession(request, { identifySource: limits.sourceIdentity }, (run, established) =>
        probingKeys(run, established, { kind: "list" }, () =>
          listBucket(run, query, established.session.credentials, established.situation),
        ),
      ),
    readS3: (request, query) =>
      inSession(request, { identifySource: limits.sourceIdentity }, (run, established) =>
        probingKeys(run, established, { kind: "read" }, () =>
          readS3(run, query, established.session.credentials, established.situation),
        ),
      ),
    listRoles: (request, query) =>
      inSession(request, {}, (run, { session, situation }) =>
        listRoles(run, query, session.credentials, { ...situation, at: { kind: "roles" } }),
      ),
    handOver: (request) => inSession(request, {}, (_, { session }) => Promise.resolve(handOver(session))),
    heldKeys: (id) => {
      const session = sessions.byId(id);
      return session && keysOf(session);
    },
    consoleAddress: (request) =>
      inSession(request, {}, (run, { session, situation }) =>
        consoleAddress(run, session, { ...situation, at: { kind: "console" } }, options.federationEndpoint),
      ),
    ssoSignIn: (request) => ssoSignIn(request, limits, wire, options.ssoOidcEndpoint),
    ssoAccounts: (request) =>
      ssoAccounts(request, limits, wire, {
        ...optional("oidc", options.ssoOidcEndpoint),
        ...optional("portal", options.ssoPortalEndpoint),
      }),
    sessions: () => sessions.list(),
    onSessionsChange: (listener) => sessions.onChange(listener),
    forget: (id) => {
      sessions.dropId(id);
    },
    reach: (addresses, signal) => reach(wire, addresses, signal, limits.connect),
    forgetAll: () => {
      sessions.forgetAll();
      wire.forget();
    },
    recheckProfiles: () => sessions.recheck(),
    rememberFor: (profiles) => sessions.rememberFor(profiles),
    close: () => {
      wire.forget();
      return sessions.close();
    },
  };
}

const byEnvironment: Network = () => ({ kind: "environment", environment: process.env });

function handOver(session: Session): Attempt<HandedOver> {
  return { kind: "ok", value: { keys: keysOf(session), role: session.role } };
}

function keysOf({ credentials }: Session): Secret<SessionKeys> {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentials;
  return new Secret({
    accessKeyId,
    secretAccessKey,
    ...optional("sessionToken", sessionToken),
    ...optional("expiration", expiration?.toISOString()),
  });
}

async function assume(run: Run, sessions: Sessions): Promise<Attempt<AssumedRole>> {
  const attempt = await establish(run, sessions, { fresh: true, identifySource: run.limits.call });
  if (attempt.kind !== "ok") return attempt;
  const { session, source } = attempt.value;
  // Without a hop nothing but their identity proves the keys, so that a refusal of it is the command's own.
  if (source?.refused !== undefined && !source.notOffered) return source.refused;
  return { kind: "ok", value: session.role };
}

/** Codes that say that a session is not accepted any more, whatever it may do. */
const GONE =
  /^(ExpiredToken(Exception)?|RequestExpired|InvalidToken|InvalidClientTokenId|InvalidAccessKeyId)$/;

/** Uses a session; where a kept one turns out to be gone, makes a new one once. */
async function withSession<T>(
  run: Run,
  sessions: Sessions,
  wish: Omit<Wish, "fresh">,
  use: (run: Run, established: Established) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  const attempt = await establish(run, sessions, { ...wish, fresh: false });
  if (attempt.kind !== "ok") return attempt;
  const used = await use(run, attempt.value);
  if (!attempt.value.reused || used.kind !== "failed" || !GONE.test(used.problem.code)) return used;
  run.log("info", "The kept session is not accepted any more; a new one is made.");
  attempt.value.drop();
  const again = await establish(run, sessions, { ...wish, fresh: true });
  return again.kind === "ok" ? use(run, again.value) : again;
}

async function identify(run: Run, { session, situation }: Established): Promise<Attempt<CallerIdentity>> {
  const who = await whoIs(run, run.request.plan.sts, session.credentials, {
    ...situation,
    at: { kind: "identity" },
  });
  const { arn } = session.role;
  if (who.kind !== "failed" || arn === undefined || !isNotOffered(who.problem)) return who;
  return {
    kind: "ok",
    value: {
      arn,
      account: parseArn(arn)?.account ?? "",
      userId: session.userId ?? "",
      note: `${server(who.problem)} does not offer GetCallerIdentity; the ARN is the one that AssumeRole answered.`,
    },
  };
}

/** Asks S3; where a server without reasons refuses, finds out whether it accepts the keys at all. */
async function probingKeys<T>(
  run: Run,
  { session, situation, source }: Established,
  at: Situation["at"],
  ask: () => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  const attempt = await ask();
  if (attempt.kind !== "failed" || source?.notOffered !== true || !isRefusedWithoutReason(attempt.problem))
    return attempt;
  const keysAccepted = await areKeysAccepted(run, run.request.plan.s3, session.credentials, {
    ...situation,
    at,
  });
  return keysAccepted === undefined
    ? attempt
    : { ...attempt, situation: { ...attempt.situation, keysAccepted } };
}
