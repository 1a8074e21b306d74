/**
 * `npm run catalogue`: makes the files under `data/` anew from the pinned packages and the hand-kept lists beside this
 * script. `npm run catalogue -- --check` changes nothing and fails if the committed files are not what it would write.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  serviceFile,
  type PackedGlobalKey,
  type PackedIndex,
  type PackedOidcProvider,
  type PackedService,
} from "../../src/core/catalogue/packed.ts";
import { globalKeys, notInSource } from "./handKept/globalKeys.ts";
import { oidcProviders } from "./handKept/oidcProviders.ts";
import { operations } from "./handKept/operations.ts";
import { packManagedPolicies, readManagedPolicies, mentions } from "./managedPolicies.ts";
import { packService, sortedActions } from "./packServices.ts";
import { packServicePrincipals } from "./principals.ts";
import { readGlobalKeys, readServices, updatedAt, type SourceService } from "./readActions.ts";
import { UnknownShape } from "./shape.ts";
import { installSources, sources } from "./sources.ts";
import { unlistedActions, unlistedKeys } from "./unlisted.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Every file of the catalogue by its path under `data/`. */
function generate(): Map<string, string> {
  const folders = installSources(join(root, ".vscode-test", "catalogue"));
  const services = readServices(folders.actions).sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
  const earlier = readServices(folders.earlierActions);
  const policies = readManagedPolicies(folders.managedPolicies);
  const mentioned = mentions(policies);
  const earlierByPrefix = new Map(earlier.map((service) => [service.prefix, service]));
  checkOperations(services);

  const index: PackedIndex = {
    format: 1,
    date: updatedAt(folders.actions),
    policiesDate: policies.reduce((latest, { updated }) => (updated > latest ? updated : latest), ""),
    sources: Object.values(sources).map((source) => [source.package, source.version]),
    services: services.map((service) => {
      const actions = sortedActions(service);
      return [
        service.prefix,
        service.name,
        mentioned.get(service.prefix) ?? 0,
        actions.map(({ name }) => name).join(" "),
        actions.map(({ level }) => level).join(""),
        actions
          .map(({ name }) => useDigit(mentioned.get(`${service.prefix}:${name}`.toLowerCase())))
          .join(""),
      ];
    }),
    unlistedActions: unlistedActions(services, earlier, policies),
    unlistedKeys: unlistedKeys(
      services,
      globalKeys.map(({ key }) => key),
      earlier,
      policies,
    ),
    arnServices: ownersBy(services, (service) =>
      service.resources.flatMap(({ arns }) => arns.map((arn) => arn.split(":")[2] ?? "")),
    ),
    keyServices: ownersBy(services, (service) =>
      service.keys
        .map(({ key }) => key.slice(0, key.indexOf(":")).toLowerCase())
        .filter((prefix) => prefix !== "aws"),
    ),
    globalKeys: checkedGlobalKeys(readGlobalKeys(folders.actions)),
    oidcProviders: providersWithClaims(services),
    servicePrincipals: packServicePrincipals(policies),
    operations: Object.fromEntries(
      Object.entries(operations).map(([operation, actions]) => [operation.toLowerCase(), actions]),
    ),
  };

  const files = new Map([["index.json", lines(index)]]);
  const letters = new Map<string, Record<string, PackedService>>();
  for (const service of services) {
    const file = serviceFile(service.prefix);
    const packed = letters.get(file) ?? {};
    packed[service.prefix] = packService(service, earlierByPrefix.get(service.prefix));
    letters.set(file, packed);
  }
  for (const [file, packed] of letters) files.set(file, lines(packed, 3));
  files.set("managed-policies.json", lines(packManagedPolicies(policies)));
  files.set("THIRD-PARTY.md", notices(folders));
  return files;
}

function useDigit(count = 0): number {
  return Math.min(9, Math.floor(Math.log2(1 + count)));
}

/** JSON with one row to a line down to the given depth, so that a change of the catalogue can be read as a diff. */
function lines(value: unknown, depth = 2): string {
  return `${row(value, depth)}\n`;
}

function row(value: unknown, depth: number): string {
  if (depth === 0 || typeof value !== "object" || value === null) return JSON.stringify(value);
  const rows = Array.isArray(value)
    ? value.map((item) => row(item, depth - 1))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${row(item, depth - 1)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return rows.length === 0 ? `${open}${close}` : `${open}\n${rows.join(",\n")}\n${close}`;
}

/** Which services name each prefix other than their own. A prefix with a placeholder has no single name: it is kept. */
function ownersBy(
  services: readonly SourceService[],
  prefixesOf: (service: SourceService) => readonly string[],
): Record<string, string[]> {
  const owners = new Map<string, Set<string>>();
  for (const service of services) {
    for (const prefix of prefixesOf(service)) {
      if (prefix === service.prefix) continue;
      owners.set(prefix, (owners.get(prefix) ?? new Set()).add(service.prefix));
    }
  }
  return Object.fromEntries([...owners].sort().map(([prefix, names]) => [prefix, [...names]]));
}

function checkedGlobalKeys(source: ReadonlyMap<string, string>): readonly PackedGlobalKey[] {
  const described = new Map(globalKeys.map((key) => [key.key, key]));
  for (const [key, type] of source) {
    const ours = described.get(key);
    if (ours === undefined)
      throw new Error(`${key} is a new global key: describe it in handKept/globalKeys.ts.`);
    if (ours.type !== type) throw new Error(`${key} is ${type} in the source and ${ours.type} here.`);
  }
  for (const { key } of globalKeys) {
    if (!source.has(key) && !notInSource.has(key))
      throw new Error(`${key} is no longer a global key of the source.`);
  }
  return globalKeys;
}

/** Adds the claims that the source lists among the keys of AWS STS. */
function providersWithClaims(services: readonly SourceService[]): PackedOidcProvider[] {
  const sts = services.find(({ prefix }) => prefix === "sts");
  if (sts === undefined) throw new UnknownShape("services.json", "the service sts");
  const claims = new Map<string, PackedOidcProvider["claims"][number][]>();
  for (const { key, type, description } of sts.keys) {
    const colon = key.indexOf(":");
    const issuer = key.slice(0, colon);
    if (!issuer.includes(".")) continue;
    claims.set(issuer, [...(claims.get(issuer) ?? []), [key.slice(colon + 1), type, description]]);
  }
  const providers = oidcProviders.map((provider): PackedOidcProvider => {
    const listed = claims.get(provider.issuer) ?? [];
    claims.delete(provider.issuer);
    const names = new Set(listed.map(([claim]) => claim));
    return { ...provider, claims: [...provider.claims.filter(([claim]) => !names.has(claim)), ...listed] };
  });
  for (const issuer of claims.keys()) {
    throw new Error(`${issuer} is a new identity provider: describe it in handKept/oidcProviders.ts.`);
  }
  return providers;
}

function checkOperations(services: readonly SourceService[]): void {
  const actions = new Set(
    services.flatMap(({ prefix, actions: list }) =>
      list.map(({ name }) => `${prefix}:${name}`.toLowerCase()),
    ),
  );
  for (const [operation, names] of Object.entries(operations)) {
    if (actions.has(operation.toLowerCase()))
      throw new Error(`${operation} is an action; remove it from operations.ts.`);
    for (const name of names)
      if (!actions.has(name.toLowerCase())) throw new Error(`${name} is not an action.`);
  }
}

/** The licences of the packages whose data are in the catalogue. */
function notices(folders: Readonly<Record<keyof typeof sources, string>>): string {
  const licence = (folder: string) => {
    const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    if (file === undefined) throw new UnknownShape(folder, "a licence file");
    return readFileSync(join(folder, file), "utf8").trim();
  };
  const parts = (["actions", "managedPolicies"] as const).map((name) => {
    const text = licence(folders[name]);
    return `## ${sources[name].package}\n\n${text}\n`;
  });
  return `# Data of others in the IAM catalogue\n\n${parts.join("\n")}`;
}

function filesUnder(folder: string, within = ""): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = within + entry.name;
    return entry.isDirectory() ? filesUnder(join(folder, entry.name), `${path}/`) : [path];
  });
}

const data = join(root, "data");
const files = generate();
const committed = filesUnder(data);
if (process.argv.includes("--check")) {
  const stale = [
    ...committed.filter((path) => !files.has(path)),
    ...[...files].flatMap(([path, text]) =>
      existsSync(join(data, path)) && readFileSync(join(data, path), "utf8") === text ? [] : [path],
    ),
  ];
  if (stale.length > 0) {
    console.error(`Not what the sources give: ${stale.map((path) => `data/${path}`).join(", ")}.`);
    console.error("Run 'npm run catalogue' and commit the result.");
    process.exitCode = 1;
  } else {
    console.log(`The ${files.size} files of the catalogue are what the sources give.`);
  }
} else {
  for (const path of committed) if (!files.has(path)) rmSync(join(data, path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(data, path)), { recursive: true });
    writeFileSync(join(data, path), text);
  }
  console.log(`Wrote ${files.size} files to data/.`);
}
