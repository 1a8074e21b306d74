import { arnResource, isAccountId, parseArn } from "../core/arn.ts";
import { findPlaceholders } from "../core/placeholder.ts";
import type { Policy, TextList } from "../core/policy/model.ts";
import type { Profile } from "../core/profiles/model.ts";
import type { RoleConfig } from "../core/roleConfig/model.ts";
import type { NamedFact, WorkspaceFacts } from "./workspaceFacts.ts";

/** What the host has read; names are those that the user sees: of a profile, of a file. */
export interface FactSources {
  readonly profiles: readonly Profile[];
  /** The one that live calls would use. */
  readonly currentProfile?: Profile;
  readonly roleConfigs: readonly { readonly name: string; readonly config: RoleConfig }[];
  readonly policies: readonly { readonly name: string; readonly policy: Policy }[];
  /** `YYYY-MM-DD` */
  readonly today?: string;
}

/**
 * Gathers what policies may name from profiles, role configs and the policies of the workspace. Placeholders that
 * nothing fills, wildcards and policy variables name nothing and are left out.
 */
export function gatherFacts({
  profiles,
  currentProfile,
  roleConfigs,
  policies,
  today,
}: FactSources): WorkspaceFacts {
  const gathered = new Gathering();
  for (const { name, accountId, roleArn } of profiles) {
    if (accountId !== undefined) gathered.account(accountId, name);
    if (roleArn !== undefined) gathered.arn(roleArn, `profile ${name}`);
  }
  for (const { name, config } of roleConfigs) gathered.config(config, name);
  for (const { name, policy } of policies) gathered.policy(policy, name);
  return {
    ...gathered.facts(),
    partition: partitionOf(currentProfile),
    ...(currentProfile?.region === undefined ? {} : { region: currentProfile.region }),
    ...(today === undefined ? {} : { today }),
  };
}

/** A profile's role says its partition; else the region does. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(profile: Profile | undefined): string {
  const arn = profile?.roleArn === undefined ? undefined : parseArn(profile.roleArn);
  if (arn !== undefined) return arn.partition;
  const region = profile?.region ?? "";
  const prefix = Object.keys(partitionByRegion).find((start) => region.startsWith(start));
  return (prefix === undefined ? undefined : partitionByRegion[prefix]) ?? "aws";
}

const partitionByRegion: Readonly<Record<string, string>> = {
  "cn-": "aws-cn",
  "us-gov-": "aws-us-gov",
  "us-iso-": "aws-iso",
  "us-isob-": "aws-iso-b",
  "eu-isoe-": "aws-iso-e",
  "us-isof-": "aws-iso-f",
  "eusc-": "aws-eusc",
};

class Gathering {
  readonly #accounts = new Map<string, string[]>();
  readonly #roles = new Names();
  readonly #users = new Names();
  readonly #buckets = new Names();
  readonly #identityProviders = new Names();
  readonly #organizations = new Names();
  readonly #externalIds = new Names();
  readonly #tagKeys = new Names();

  facts(): Omit<WorkspaceFacts, "partition"> {
    return {
      accounts: [...this.#accounts].map(([id, profiles]) => ({ id, profiles })),
      roles: this.#roles.all(),
      users: this.#users.all(),
      buckets: this.#buckets.all(),
      identityProviders: this.#identityProviders.all(),
      organizations: this.#organizations.all(),
      externalIds: this.#externalIds.all(),
      tagKeys: this.#tagKeys.all(),
    };
  }

  account(id: string, profile?: string): void {
    if (!isAccountId(id)) return;
    const profiles = this.#accounts.get(id) ?? [];
    this.#accounts.set(id, profiles);
    if (profile !== undefined && !profiles.includes(profile)) profiles.push(profile);
  }

  arn(text: string, from: string): void {
    const arn = parseArn(text);
    if (arn === undefined || isOpen(text)) return;
    this.account(arn.account);
    const resource = arnResource(arn);
    switch (resource.kind) {
      case "role":
        this.#roles.add(text, from);
        break;
      case "user":
        this.#users.add(text, from);
        break;
      case "bucket":
      case "object":
        this.#buckets.add(resource.bucket, from);
        break;
      default:
        if (/^(?:oidc|saml)-provider\//.test(arn.resource)) this.#identityProviders.add(text, from);
    }
  }

  config(config: RoleConfig, from: string): void {
    const { caller } = config;
    if (caller?.principal?.kind === "arn") this.arn(caller.principal.arn.value, from);
    if (caller?.principal?.kind === "webIdentity" || caller?.principal?.kind === "saml") {
      this.arn(caller.principal.provider.value, from);
    }
    for (const { key } of caller?.tags ?? []) this.#tagKeys.add(key.value, from);
    for (const hop of config.hops) {
      if (hop.roleArn !== undefined) this.arn(hop.roleArn.value, from);
      if (hop.externalId !== undefined) this.#externalIds.add(hop.externalId.value, from);
      for (const { key } of hop.tags) this.#tagKeys.add(key.value, from);
    }
    for (const { name, account } of config.buckets) {
      if (name !== undefined) this.#buckets.add(name.value, from);
      if (account !== undefined) this.account(account.value);
    }
    for (const check of config.checks) if (check.kind === "list") this.#buckets.add(check.bucket, from);
  }

  /** A policy that did not change is not looked through again: there may be thousands of them. */
  policy(policy: Policy, from: string): void {
    let found = policyNames.get(policy);
    if (found === undefined) {
      found = new Gathering();
      found.#lookThrough(policy, from);
      policyNames.set(policy, found);
    }
    for (const id of found.#accounts.keys()) this.account(id);
    this.#roles.addAll(found.#roles);
    this.#users.addAll(found.#users);
    this.#buckets.addAll(found.#buckets);
    this.#identityProviders.addAll(found.#identityProviders);
    this.#organizations.addAll(found.#organizations);
    this.#externalIds.addAll(found.#externalIds);
    this.#tagKeys.addAll(found.#tagKeys);
  }

  #lookThrough(policy: Policy, from: string): void {
    for (const statement of policy.statements) {
      for (const principal of [statement.principal, statement.notPrincipal]) {
        for (const { values } of principal?.entries ?? []) this.#texts(values, from);
      }
      for (const list of [statement.resource, statement.notResource]) {
        // A bucket is named as well by the ARN of all its objects.
        for (const { value } of list?.items ?? []) this.#resource(value, from);
      }
      for (const { key, values } of statement.conditions) this.#condition(key.value, values, from);
    }
  }

  #texts({ items }: TextList, from: string): void {
    for (const { value } of items) {
      this.account(value);
      this.arn(value, from);
    }
  }

  #resource(text: string, from: string): void {
    const arn = parseArn(text);
    const resource = arn && arnResource(arn);
    if (resource?.kind === "object" || resource?.kind === "bucket") this.#buckets.add(resource.bucket, from);
    else this.arn(text, from);
  }

  #condition(key: string, values: TextList, from: string): void {
    const lower = key.toLowerCase();
    const tag = /^aws:(?:principal|request|resource)tag\/(.+)$/i.exec(key)?.[1];
    if (tag !== undefined) this.#tagKeys.add(tag, from);
    for (const { value } of values.items) {
      if (lower === "aws:tagkeys") this.#tagKeys.add(value, from);
      else if (lower === "sts:externalid") this.#externalIds.add(value, from);
      else if (/^o-[a-z0-9]{10,32}$/.test(value)) this.#organizations.add(value, from);
      else this.arn(value, from);
    }
    if (lower.endsWith("account")) for (const { value } of values.items) this.account(value);
  }
}

const policyNames = new WeakMap<Policy, Gathering>();

/** Names in the order in which they were found, each with the first place. */
class Names {
  readonly #names = new Map<string, string>();

  add(name: string, from: string): void {
    if (name !== "" && !isOpen(name) && !this.#names.has(name)) this.#names.set(name, from);
  }

  addAll(others: Names): void {
    for (const [name, from] of others.#names) if (!this.#names.has(name)) this.#names.set(name, from);
  }

  all(): NamedFact[] {
    return [...this.#names].map(([name, from]) => ({ name, from }));
  }
}

/** True for text with a part that is still to be filled, or that stands for many values. */
function isOpen(text: string): boolean {
  return /[*?]|\$\{/.test(text) || findPlaceholders(text).length > 0;
}
