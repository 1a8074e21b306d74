import type { AssumedRole } from "../core/livePort.ts";
import type { Hop } from "../core/profiles/model.ts";
import { optional } from "../core/optional.ts";
import { assumeHop, type HopCaller } from "./assumeHop.ts";
import type { Credentials } from "./credentials.ts";
import type { Situation } from "./failures/problem.ts";
import { areKeysAccepted, isRefusedWithoutReason } from "./keysProbe.ts";
import type { Attempt, Run } from "./run.ts";
import { sessionKey, type Session, type Sessions } from "./session.ts";
import { SourceIdentityCheck, type SourceIdentity } from "./sourceIdentity.ts";
import { describeSource } from "./sources/describeSource.ts";
import { firstCredentials, type KeySource } from "./sources/firstCredentials.ts";
import { webIdentityToken } from "./sources/webIdentityToken.ts";

/** A session that is ready for calls, and what explains a refusal of them. */
export interface Established {
  readonly session: Session;
  readonly reused: boolean;
  /** Forgets the session, so that the next one is made anew. */
  readonly drop: () => void;
  /** For calls made with the session. */
  readonly situation: Omit<Situation, "at">;
  /** Set where the session is the source's own credentials. */
  readonly source?: SourceIdentity;
}

/** What the callers of this file ask for. */
export interface Wish {
  /** Run every hop anew. */
  readonly fresh: boolean;
  /**
   * How many milliseconds to wait for the source's identity where there is no hop; none for the identity command,
   * which asks by itself.
   */
  readonly identifySource?: number;
}

/** Runs a plan: first credentials, then hop by hop; or takes the session that an identical plan left. */
export async function establish(run: Run, sessions: Sessions, wish: Wish): Promise<Attempt<Established>> {
  const { source } = run.request.plan;
  const base = baseSituation(run);
  const begun = sessions.begin();
  // Keys that cost nothing to read are read first: a session of keys that were changed since is not used.
  const cheap = source.kind === "staticKeys" || source.kind === "environment";
  const keys = cheap ? await keysOf(run, source, base) : undefined;
  if (keys !== undefined && keys.kind !== "ok") return keys;
  const key = sessionKey(run.request, keys?.value);

  const established = (session: Session, reused: boolean, who?: SourceIdentity): Attempt<Established> => ({
    kind: "ok",
    value: {
      session,
      reused,
      drop: () => {
        sessions.drop(key);
      },
      situation: sessionSituation(run, base, session, who),
      ...optional("source", who),
    },
  });
  if (wish.fresh) sessions.drop(key);
  const kept = sessions.get(key);
  if (kept !== undefined) {
    run.redactor.learn(kept.credentials.secretAccessKey, kept.credentials.sessionToken);
    run.step({ kind: "reusedSession", outcome: kept.role });
    return established(kept, true);
  }
  const made =
    source.kind === "webIdentityToken"
      ? await startFromToken(run, source.tokenFile, base)
      : await startFromKeys(run, keys ?? (await keysOf(run, source, base)), wish, base);
  if (made.kind !== "ok") return made;
  const { session, who } = made.value;
  sessions.keep(key, session, begun);
  return established(session, false, who);
}

/** What is known before anything was called. */
function baseSituation(run: Run): Omit<Situation, "at"> {
  const { plan } = run.request;
  const { source } = plan;
  return {
    source: describeSource(run.request),
    ...(source.kind === "sso" ? optional("ssoSession", source.ssoSession) : {}),
    ...("profile" in source ? { profile: source.profile } : {}),
    ...("session" in source ? { temporary: source.session } : {}),
    region: plan.s3.region,
  };
}

/** For calls that are made with the session. */
function sessionSituation(
  run: Run,
  base: Omit<Situation, "at">,
  session: Session,
  who: SourceIdentity | undefined,
): Omit<Situation, "at"> {
  const hop = run.request.plan.hops.at(-1);
  return {
    ...base,
    ...(hop === undefined ? {} : { hop, callerRoleArn: hop.roleArn }),
    ...optional("callerArn", session.role.arn ?? who?.identity?.arn),
  };
}

async function keysOf(
  run: Run,
  source: KeySource,
  base: Omit<Situation, "at">,
): Promise<Attempt<Credentials>> {
  const given = await firstCredentials(run, source);
  return given.kind === "failed" ? { ...given, situation: { ...base, at: { kind: "source" } } } : given;
}

interface Made {
  readonly session: Session;
  /** Set where the session is the source's own credentials, and their identity was asked for. */
  readonly who?: SourceIdentity;
}

async function startFromToken(
  run: Run,
  tokenFile: string,
  base: Omit<Situation, "at">,
): Promise<Attempt<Made>> {
  const token = await webIdentityToken(run, tokenFile);
  if (token.kind === "failed") return { ...token, situation: { ...base, at: { kind: "source" } } };
  if (token.kind === "cancelled") return token;
  run.step({
    kind: "source",
    description: base.source,
    identityUnknown: "A web identity token is no AWS identity; the role's trust policy judges its claims.",
  });
  return madeFrom(await runHops(run, base, { kind: "token", token: token.value }));
}

async function startFromKeys(
  run: Run,
  keys: Attempt<Credentials>,
  wish: Wish,
  base: Omit<Situation, "at">,
): Promise<Attempt<Made>> {
  if (keys.kind !== "ok") return keys;
  const credentials = keys.value;
  const { plan } = run.request;
  const [firstHop] = plan.hops;
  const atSource: Situation = { ...base, at: { kind: "source" } };
  if (firstHop !== undefined) {
    const check = new SourceIdentityCheck(run, firstHop.sts, credentials, atSource);
    return madeFrom(await runHops(run, base, { kind: "credentials", credentials }, check));
  }
  const session = {
    credentials,
    role: optional("expiration", credentials.expiration?.toISOString()),
  };
  if (wish.identifySource === undefined) {
    run.step({ kind: "source", description: base.source });
    return { kind: "ok", value: { session } };
  }
  const check = new SourceIdentityCheck(run, plan.sts, credentials, atSource);
  return { kind: "ok", value: { session, who: await check.within(wish.identifySource) } };
}

function madeFrom(hops: Attempt<Session>): Attempt<Made> {
  return hops.kind === "ok" ? { kind: "ok", value: { session: hops.value } } : hops;
}

/** Every hop in turn, each with the session of the one before. The plan has at least one. */
async function runHops(
  run: Run,
  base: Omit<Situation, "at">,
  first: HopCaller,
  check?: SourceIdentityCheck,
): Promise<Attempt<Session>> {
  const { plan } = run.request;
  let caller = first;
  let before: { readonly hop: Hop; readonly role: AssumedRole } | undefined;
  let session: Session | undefined;
  for (const [index, hop] of plan.hops.entries()) {
    const code =
      hop.mfaSerial === undefined ? undefined : await askCode(run, { ...hop, mfaSerial: hop.mfaSerial });
    if (code === "cancelled") return { kind: "cancelled" };
    const situation: Situation = {
      ...base,
      at: { kind: "hop", hop: index },
      hop,
      region: hop.sts.region,
      chained: before !== undefined,
      ...(before === undefined ? {} : { callerRoleArn: before.hop.roleArn }),
      ...optional("callerArn", before?.role.arn),
    };
    const attempt = await assumeHop(run, hop, caller, code, situation);
    const who = index === 0 ? await check?.within(run.limits.sourceIdentity) : undefined;
    if (attempt.kind === "cancelled") return attempt;
    if (attempt.kind === "failed") {
      const keysAccepted =
        who?.notOffered === true && caller.kind === "credentials" && isRefusedWithoutReason(attempt.problem)
          ? await areKeysAccepted(run, plan.s3, caller.credentials, situation)
          : undefined;
      return {
        ...attempt,
        situation: {
          ...attempt.situation,
          ...(who?.identity === undefined ? {} : { callerArn: who.identity.arn }),
          ...optional("keysAccepted", keysAccepted),
        },
      };
    }
    session = attempt.value;
    run.step({ kind: "hop", index, hop, outcome: session.role });
    caller = { kind: "credentials", credentials: session.credentials };
    before = { hop, role: session.role };
  }
  if (session === undefined) throw new Error("runHops is for plans with hops");
  return { kind: "ok", value: session };
}

/** The code of one device, without the blanks that some show in its middle; never logged. */
async function askCode(run: Run, hop: Hop & { readonly mfaSerial: string }): Promise<string> {
  const answer = await run.waitForPerson(run.request.askMfaCode(hop));
  if (answer === undefined) return "cancelled";
  const code = answer.replaceAll(/\s/g, "");
  run.redactor.learn(code, answer);
  return code;
}
