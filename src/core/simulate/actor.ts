import { parseRoleArn } from "../arn.ts";
import type { PolicyLayers, Principal } from "../evaluate/model.ts";
import { accountOf, friendlyName, principalFromArn, providerName } from "../evaluate/principal.ts";
import { openedSession } from "../evaluate/session.ts";
import { optional } from "../optional.ts";
import type { Caller, ConfigHop, Tag } from "../roleConfig/model.ts";
import { contextOf, handedOn, lastingClaims, type Context } from "./context.ts";
import type { LoadedActor, PolicySlot } from "./model.ts";

/** Whoever makes the next request: the caller, or the session of a hop. */
export interface Actor {
  readonly principal: Principal;
  /** As a noun phrase: "the caller", "MyRoleB". */
  readonly name: string;
  readonly loaded: LoadedActor;
  /** The layers that every request of this actor has. */
  readonly layers: PolicyLayers;
  /** What every request of this actor carries. */
  readonly context: Context;
  /** What the requests of later sessions carry, whatever their account; and this account's own part. */
  readonly before: Context;
}

/** The caller of a config; undefined when its principal is none. */
export function callerActor(caller: Caller, loaded: LoadedActor): Actor | undefined {
  const principal = callerPrincipal(caller);
  if (principal === undefined) return undefined;
  const context = { ...claimsOf(caller), ...contextOf(caller.context) };
  return { principal, name: "the caller", loaded, layers: layersOf(loaded), context, before: context };
}

function callerPrincipal({ principal, tags }: Caller): Principal | undefined {
  switch (principal?.kind) {
    case undefined:
      return undefined;
    case "arn": {
      const known = principalFromArn(principal.arn.value);
      if (known === undefined || !("account" in known) || tags.length === 0) return known;
      return { ...known, tags: tagRecord(tags) };
    }
    case "service":
      return { kind: "service", service: principal.service.value };
    case "webIdentity":
    case "saml":
      return { kind: principal.kind, provider: principal.provider.value };
  }
}

/** Claims and attributes are condition keys under the name of their provider. */
function claimsOf({ principal }: Caller): Context {
  if (principal?.kind === "webIdentity") {
    return contextOf(principal.claims, `${providerName(principal.provider.value)}:`);
  }
  return principal?.kind === "saml" ? contextOf(principal.attributes, "saml:") : {};
}

/** The session that a hop opens; undefined when its ARN is not a role's. */
export function sessionActor(before: Actor, hop: ConfigHop, loaded: LoadedActor): Actor | undefined {
  const { roleArn, sessionName, sourceIdentity, tags, transitiveTagKeys } = hop;
  const role = roleArn && parseRoleArn(roleArn.value);
  if (role === undefined) return undefined;
  const principal = openedSession(before.principal, {
    roleArn: role.text,
    ...optional("sessionName", sessionName?.value),
    tags: tagRecord(tags),
    transitiveTagKeys: transitiveTagKeys.map(({ value }) => value),
    ...optional("sourceIdentity", sourceIdentity?.value),
  });
  if (principal === undefined) return undefined;
  const sameAccount = accountOf(before.principal) === role.account;
  const context = handedOn(before.before, sameAccount);
  const claims = "account" in before.principal ? {} : lastingClaims(before.context);
  const provider =
    before.principal.kind === "webIdentity" || before.principal.kind === "saml"
      ? { "aws:FederatedProvider": before.principal.provider }
      : {};
  return {
    principal,
    name: friendlyName(role.text),
    loaded,
    layers: layersOf(loaded),
    context: { ...provider, ...claims, ...context },
    before: context,
  };
}

export function tagRecord(tags: readonly Tag[]): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ key, value }) => [key.value, value.value]));
}

function layersOf({ identity, permissionsBoundary, session, serviceControl }: LoadedActor): PolicyLayers {
  return {
    identity: identity.documents,
    ...optional("permissionsBoundary", permissionsBoundary.documents[0]),
    ...(session.documents.length === 0 ? {} : { session: session.documents }),
    ...(serviceControl.length === 0 ? {} : { serviceControl: levelsOf(serviceControl) }),
  };
}

export function levelsOf(slots: readonly PolicySlot[]): readonly PolicySlot["documents"][] {
  return slots.map(({ documents }) => documents);
}
