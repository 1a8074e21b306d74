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
import { firstCredentials } from "./sources/firstCredentials.ts";
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
  const { plan } = run.request;
  const source = describeSource(run.request);
  const base: Omit<Situation, "at"> = {
    source,
    ...(plan.source.kind === "sso" && plan.source.ssoSession !== undefined
      ? { ssoSession: plan.source.ssoSession }
      : {}),
    ...("profile" in plan.source ? { profile: plan.source.profile } : {}),
    ...("session" in plan.source ? { temporary: plan.source.session } : {}),
    region: plan.s3.region,
  };
  const atSource: Situation = { ...base, at: { kind: "source" } };
  const begun = sessions.begin();

  // Keys that cost nothing to read are read first: a session of keys that were changed since is not used.
  let keys: Credentials | undefined;
  if (plan.source.kind === "staticKeys" || plan.source.kind === "environment") {
    const given = await firstCredentials(run, plan.source);
    if (given.kind === "failed") return { ...given, situation: atSource };
    if (given.kind === "cancelled") return given;
    keys = given.value;
  }
  const key = sessionKey(run.request, keys);
  const established = (session: Session, reused: boolean, who?: SourceIdentity): Established => {
    const hop = plan.hops.at(-1);
    const callerArn = session.role.arn ?? who?.identity?.arn;
    return {
      session,
      reused,
      drop: () => {
        sessions.drop(key);
      },
      situation: {
        ...base,
        ...(hop === undefined ? {} : { hop, callerRoleArn: hop.roleArn }),
        ...optional("callerArn", callerArn),
      },
      ...optional("source", who),
    };
  };
  const kept = wish.fresh ? undefined : sessions.get(key);
  if (kept !== undefined) {
    run.redactor.learn(kept.credentials.secretAccessKey, kept.credentials.sessionToken);
    run.step({ kind: "reusedSession", outcome: kept.role });
    return { kind: "ok", value: established(kept, true) };
  }

  const finish = (session: Session, who?: SourceIdentity): Attempt<Established> => {
    sessions.keep(key, session, begun);
    return { kind: "ok", value: established(session, false, who) };
  };
  const [firstHop] = plan.hops;
  if (plan.source.kind === "webIdentityToken") {
    if (firstHop === undefined) throw new Error("a plan that starts from a token has a hop");
    const token = await webIdentityToken(run, plan.source.tokenFile);
    if (token.kind === "failed") return { ...token, situation: atSource };
    if (token.kind === "cancelled") return token;
    run.step({
      kind: "source",
      description: source,
      identityUnknown: "A web identity token is no AWS identity; the role's trust policy judges its claims.",
    });
    const last = await runHops(run, base, { kind: "token", token: token.value });
    return last.kind === "ok" ? finish(last.value) : last;
  }

  if (keys === undefined) {
    const given = await firstCredentials(run, plan.source);
    if (given.kind === "failed") return { ...given, situation: atSource };
    if (given.kind === "cancelled") return given;
    keys = given.value;
  }
  if (firstHop === undefined) {
    const { expiration } = keys;
    const session = {
      credentials: keys,
      role: expiration === undefined ? {} : { expiration: expiration.toISOString() },
    };
    if (wish.identifySource === undefined) {
      run.step({ kind: "source", description: source });
      return finish(session);
    }
    const check = new SourceIdentityCheck(run, plan.sts, keys, atSource);
    return finish(session, await check.within(wish.identifySource));
  }
  const check = new SourceIdentityCheck(run, firstHop.sts, keys, atSource);
  const last = await runHops(run, base, { kind: "credentials", credentials: keys }, check);
  return last.kind === "ok" ? finish(last.value) : last;
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
