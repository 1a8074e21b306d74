import type { AssumedRole, Step } from "../core/livePort.ts";
import type { CredentialSource, Hop } from "../core/profiles/model.ts";
import { optional } from "../core/optional.ts";
import { assumeHop, type HopCaller } from "./assumeHop.ts";
import type { Credentials } from "./credentials.ts";
import { isNotOffered } from "./failures/identityFailures.ts";
import type { Problem, Situation } from "./failures/problem.ts";
import { areKeysAccepted, isRefusedWithoutReason } from "./keysProbe.ts";
import type { Attempt, Run } from "./run.ts";
import { startMfaSession } from "./mfaSession.ts";
import { profileSections } from "./profileSections.ts";
import { mfaSessionKey, sessionKey, type About, type Session, type Sessions } from "./session.ts";
import { SourceIdentityCheck, type SourceIdentity } from "./sourceIdentity.ts";
import { describeSource } from "./sources/describeSource.ts";
import { firstCredentials, type KeySource } from "./sources/firstCredentials.ts";
import { samlAssertion } from "./sources/samlAssertion.ts";
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
  const sections = profileSections(run.request.plan, run.request.files);
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
  if (!wish.fresh) await sessions.ready(run.request.plan.profile);
  const kept = wish.fresh ? undefined : sessions.get(key);
  if (kept !== undefined) {
    const { session, began } = kept;
    run.redactor.learn(session.credentials.secretAccessKey, session.credentials.sessionToken);
    run.step({ kind: "reusedSession", outcome: session.role, began: began.toISOString() });
    return established(session, true);
  }
  const about = {
    plan: run.request.plan,
    files: run.request.files,
    sections: await sections,
  };
  const mfa: MfaSessions = {
    get: (hop, from) => sessions.get(mfaSessionKey(hop, from))?.session,
    keep: (hop, from, session) => {
      const mfaAbout: About = { ...about, kind: "mfa", mfaSerial: hop.mfaSerial };
      sessions.keep(mfaSessionKey(hop, from), session, mfaAbout, begun);
    },
    drop: (hop, from) => {
      sessions.drop(mfaSessionKey(hop, from));
    },
  };
  const made = await start(run, source, keys, wish, base, mfa);
  if (made.kind !== "ok") {
    // A refusal is the newer answer. Where the user gave up, or nothing answered, the earlier session runs on.
    if (made.kind === "failed" && !WIRE.test(made.problem.code)) sessions.drop(key);
    return made;
  }
  const { session, who } = made.value;
  // A section that was changed while the calls ran has ended what they made.
  if ((await profileSections(run.request.plan, run.request.files)) === about.sections)
    sessions.keep(
      key,
      session,
      { ...about, kind: run.request.plan.hops.length > 0 ? "role" : "source" },
      begun,
    );
  return established(session, false, who);
}

/** Codes of ours that say that no service answered. */
const WIRE = /^(Timeout|Network|MalformedAnswer)$/;

type MfaHop = Hop & { readonly mfaSerial: string };

/** The GetSessionToken sessions of this run's first keys, by device. */
interface MfaSessions {
  get(hop: MfaHop, from: Credentials): Session | undefined;
  keep(hop: MfaHop, from: Credentials, session: Session): void;
  drop(hop: MfaHop, from: Credentials): void;
}

async function start(
  run: Run,
  source: CredentialSource,
  keys: Attempt<Credentials> | undefined,
  wish: Wish,
  base: Omit<Situation, "at">,
  mfa: MfaSessions,
): Promise<Attempt<Made>> {
  switch (source.kind) {
    case "webIdentityToken":
      return startFromToken(run, source.tokenFile, base);
    case "samlAssertion":
      return startFromAssertion(run, source.principalArn, base);
    default:
      return startFromKeys(run, keys ?? (await keysOf(run, source, base)), wish, base, mfa);
  }
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

async function startFromAssertion(
  run: Run,
  principalArn: string,
  base: Omit<Situation, "at">,
): Promise<Attempt<Made>> {
  const given = samlAssertion(run);
  if (given.kind === "failed") return { ...given, situation: { ...base, at: { kind: "source" } } };
  if (given.kind === "cancelled") return given;
  run.step({
    kind: "source",
    description: base.source,
    identityUnknown: "A SAML assertion is no AWS identity; the role's trust policy judges its claims.",
  });
  return madeFrom(await runHops(run, base, { kind: "assertion", assertion: given.value, principalArn }));
}

async function startFromKeys(
  run: Run,
  keys: Attempt<Credentials>,
  wish: Wish,
  base: Omit<Situation, "at">,
  mfa: MfaSessions,
): Promise<Attempt<Made>> {
  if (keys.kind !== "ok") return keys;
  const credentials = keys.value;
  const { plan } = run.request;
  const [firstHop] = plan.hops;
  const atSource: Situation = { ...base, at: { kind: "source" } };
  if (firstHop !== undefined) {
    const check = new SourceIdentityCheck(run, firstHop.sts, credentials, atSource);
    return madeFrom(await runHops(run, base, { kind: "credentials", credentials }, { check, mfa }));
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
  ofKeys?: { readonly check: SourceIdentityCheck; readonly mfa: MfaSessions },
): Promise<Attempt<Session>> {
  const { plan } = run.request;
  let caller = first;
  let before: { readonly hop: Hop; readonly role: AssumedRole } | undefined;
  let session: Session | undefined;
  for (const [index, hop] of plan.hops.entries()) {
    const situation: Situation = {
      ...base,
      at: { kind: "hop", hop: index },
      hop,
      region: hop.sts.region,
      chained: before !== undefined,
      ...(before === undefined ? {} : { callerRoleArn: before.hop.roleArn }),
      ...optional("callerArn", before?.role.arn),
    };
    const attempt = hasDevice(hop)
      ? await assumeWithDevice(run, hop, caller, ofKeys?.mfa, situation)
      : await assumeHop(run, hop, caller, undefined, situation);
    const who = index === 0 ? await ofKeys?.check.within(run.limits.sourceIdentity) : undefined;
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

function hasDevice(hop: Hop): hop is MfaHop {
  return hop.mfaSerial !== undefined;
}

/**
 * A hop that asks for MFA. A user's own long-term keys get a session by one code, which serves every role with this
 * device while it lives. Keys that are a session already cannot call GetSessionToken: they send the code with
 * AssumeRole itself, as does a user whose server or policies offer no GetSessionToken.
 */
async function assumeWithDevice(
  run: Run,
  hop: MfaHop,
  caller: HopCaller,
  mfa: MfaSessions | undefined,
  situation: Situation,
): Promise<Attempt<Session>> {
  const longTerm =
    mfa !== undefined && caller.kind === "credentials" && caller.credentials.sessionToken === undefined;
  if (longTerm) {
    const kept = mfa.get(hop, caller.credentials);
    if (kept !== undefined) {
      run.redactor.learn(kept.credentials.secretAccessKey, kept.credentials.sessionToken);
      const attempt = await assumeHop(run, hop, sessionCaller(kept), undefined, situation);
      const mayBeOld = attempt.kind === "failed" && NEEDS_NEW_CODE.test(attempt.problem.code);
      if (!mayBeOld) {
        if (attempt.kind === "ok") run.step(mfaStep(hop, kept, true));
        return attempt;
      }
      run.log("info", "The MFA session is refused here; a new code may be what the policy asks for.");
      mfa.drop(hop, caller.credentials);
    }
  }
  const code = await askCode(run, hop);
  if (code === undefined) return { kind: "cancelled" };
  if (!longTerm) return assumeHop(run, hop, caller, code, situation);
  const started = await startMfaSession(run, hop, caller.credentials, code, situation);
  if (started.kind === "cancelled") return started;
  if (started.kind === "failed")
    return isCodeUnused(started.problem) ? assumeHop(run, hop, caller, code, situation) : started;
  const attempt = await assumeHop(run, hop, sessionCaller(started.value), undefined, situation);
  // Some servers give sessions that they then do not know; the code was not theirs to use up.
  if (attempt.kind === "failed" && attempt.problem.code === "InvalidClientTokenId")
    return assumeHop(run, hop, caller, code, situation);
  mfa.keep(hop, caller.credentials, started.value);
  if (attempt.kind === "ok") run.step(mfaStep(hop, started.value, false));
  return attempt;
}

/** A refusal that an older MFA session may have met: its age, or its end. */
const NEEDS_NEW_CODE = /^(AccessDenied(Exception)?|ExpiredToken(Exception)?|InvalidClientTokenId)$/;

/** GetSessionToken was refused for another reason than the code, which AssumeRole can still be sent with. */
function isCodeUnused(problem: Problem): boolean {
  if (isNotOffered(problem)) return true;
  return problem.code.startsWith("AccessDenied") && !/MFA|MultiFactor/i.test(problem.message ?? "");
}

function sessionCaller({ credentials }: Session): HopCaller {
  return { kind: "credentials", credentials };
}

function mfaStep(hop: MfaHop, { role }: Session, reused: boolean): Step {
  return {
    kind: "mfaSession",
    device: hop.mfaSerial,
    reused,
    ...optional("expiration", role.expiration),
  };
}

/** The code of one device, without the blanks that some show in its middle; never logged. */
async function askCode(run: Run, hop: MfaHop): Promise<string | undefined> {
  const answer = await run.waitForPerson(run.request.askMfaCode(hop));
  if (answer === undefined) return undefined;
  const code = answer.replaceAll(/\s/g, "");
  run.redactor.learn(code, answer);
  return code;
}
