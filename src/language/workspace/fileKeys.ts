import type { Policy, TextList } from "../../core/policy/model.ts";
import type { Reading } from "./reading.ts";
import type { ConfigFile, PolicyFile, ProfilesFile } from "./indexedFile.ts";
import { bucketName, isBucketName, principalName, workspaceKey } from "./workspaceKey.ts";

/** Under which keys a policy file stands: what it names, as it is written and as the role configs fill it. */
export function policyKeys(file: PolicyFile, readings: readonly Reading[]): Set<string> {
  const keys = new Set([workspaceKey.file(file.path)]);
  for (const policy of new Set([file.policy, ...readings.map(({ policy }) => policy)]))
    addNames(keys, policy);
  return keys;
}

export function configKeys(file: ConfigFile, inline: readonly Reading[]): Set<string> {
  const { caller, hops, buckets, checks } = file.config;
  const keys = new Set([workspaceKey.file(file.path)]);
  for (const { path } of file.parts) keys.add(workspaceKey.uses(path));
  const described = [
    ...(caller?.principal?.kind === "arn" ? [caller.principal.arn] : []),
    ...hops.flatMap(({ roleArn }) => roleArn ?? []),
  ];
  for (const { value } of described) {
    const name = principalName(value);
    if (name === undefined) continue;
    keys.add(workspaceKey.describesPrincipal(name));
    keys.add(workspaceKey.describesAccount(name.account));
    keys.add(workspaceKey.namesPrincipal(name));
  }
  for (const { name } of buckets) {
    if (name === undefined || !isBucketName(name.value)) continue;
    keys.add(workspaceKey.describesBucket(name.value));
    keys.add(workspaceKey.namesBucket(name.value));
  }
  for (const check of checks) {
    if (check.kind === "identity") addName(keys, check.arn.value);
    else if (check.kind === "list") keys.add(workspaceKey.namesBucket(check.bucket));
    else for (const { value } of check.resources) addName(keys, value);
  }
  for (const { policy } of inline) addNames(keys, policy);
  return keys;
}

export function profilesKeys(file: ProfilesFile): Set<string> {
  const keys = new Set([workspaceKey.file(file.path)]);
  for (const { value } of file.roles) addName(keys, value);
  return keys;
}

function addNames(keys: Set<string>, policy: Policy): void {
  const addAll = (list: TextList | undefined) => {
    for (const { value } of list?.items ?? []) addName(keys, value);
  };
  for (const { principal, notPrincipal, resource, notResource, conditions } of policy.statements) {
    for (const { type, values } of [...(principal?.entries ?? []), ...(notPrincipal?.entries ?? [])]) {
      if (type.value === "Service") {
        for (const { value } of values.items) keys.add(workspaceKey.namesService(value));
      } else addAll(values);
    }
    addAll(resource);
    addAll(notResource);
    for (const { values } of conditions) addAll(values);
  }
}

function addName(keys: Set<string>, text: string): void {
  if (!text.startsWith("arn:")) return;
  const bucket = bucketName(text);
  if (bucket !== undefined) keys.add(workspaceKey.namesBucket(bucket));
  const principal = principalName(text);
  if (principal !== undefined) keys.add(workspaceKey.namesPrincipal(principal));
}
