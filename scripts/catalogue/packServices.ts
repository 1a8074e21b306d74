import {
  actionPrefix,
  keyPrefix,
  packDescription,
  type PackedAction,
  type PackedKey,
  type PackedResource,
  type PackedService,
} from "../../src/core/catalogue/packed.ts";
import type { SourceAction, SourceService } from "./readActions.ts";
import { UnknownShape } from "./shape.ts";

/** The actions of a service in the order in which the index and the service's file list them. */
export function sortedActions(service: SourceService): SourceAction[] {
  const actions = [...service.actions].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  actions.reduce((before, action) => {
    if (before.name.toLowerCase() === action.name.toLowerCase()) {
      throw new UnknownShape(`${service.prefix}:${action.name}`, "one action of this name");
    }
    return action;
  });
  return actions;
}

/** `earlier` is the same service in the older package, for the facts that the newer one has lost. */
export function packService(service: SourceService, earlier: SourceService | undefined): PackedService {
  const keys = packKeys(service);
  const keyPositions = new Map(keys.map(([key], index) => [key.toLowerCase(), index]));
  const positionsOf = (names: readonly string[], where: string) =>
    [
      ...new Set(
        names.map((name) => {
          const position = keyPositions.get(name.toLowerCase());
          if (position === undefined)
            throw new UnknownShape(`${where} ${name}`, "a key that the service lists");
          return position;
        }),
      ),
    ].sort((a, b) => a - b);

  const resources = [...service.resources].sort((a, b) =>
    a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
  );
  const resourcePositions = new Map(resources.map(({ name }, index) => [name.toLowerCase(), index]));
  const earlierActions = new Map(earlier?.actions.map((action) => [action.name.toLowerCase(), action]));

  return {
    keys,
    resources: resources.map(({ name, arns, keys: names }): PackedResource => {
      const short = arns.map((arn) => arn.slice("arn:${Partition}:".length));
      const [only] = short;
      const positions = positionsOf(names, `${service.prefix} ${name}`);
      const packed = short.length === 1 && only !== undefined ? only : short;
      return positions.length === 0 ? [name, packed] : [name, packed, positions];
    }),
    actions: sortedActions(service).map((action): PackedAction => {
      const where = `${service.prefix}:${action.name}`;
      const before = earlierActions.get(action.name.toLowerCase());
      const dependents = [...new Set([...action.dependents, ...(before?.dependents ?? [])])];
      for (const dependent of dependents) {
        if (!/^[a-z0-9-]+:[A-Za-z0-9*-]+$/.test(dependent))
          throw new UnknownShape(`${where} ${dependent}`, "an action");
      }
      const byType = new Map<number, { required: boolean; keys: string[] }>();
      for (const resource of action.resources) {
        const position = resourcePositions.get(resource.type);
        if (position === undefined)
          throw new UnknownShape(`${where} ${resource.type}`, "a type that the service lists");
        const merged = byType.get(position) ?? { required: false, keys: [] };
        merged.required ||= resource.required;
        merged.keys.push(...resource.keys);
        byType.set(position, merged);
      }
      const kind =
        action.permissionOnly || before?.permissionOnly === true ? 1 : before === undefined ? 2 : 0;
      return trimmed([
        packDescription(action.description, actionPrefix),
        [...byType]
          .sort(([a], [b]) => a - b)
          .map(([position, { required, keys: names }]) => [
            position * 2 + (required ? 1 : 0),
            ...positionsOf(names, where),
          ]),
        positionsOf(action.keys, where),
        dependents.sort(),
        kind,
      ]);
    }),
  };
}

/** Keys that AWS spells in two ways of a template become one. */
function packKeys(service: SourceService): PackedKey[] {
  const seen = new Set<string>();
  return [...service.keys]
    .sort((a, b) => (a.key.toLowerCase() < b.key.toLowerCase() ? -1 : 1))
    .flatMap(({ key, type, description }): PackedKey[] => {
      if (seen.has(key.toLowerCase())) return [];
      seen.add(key.toLowerCase());
      return [key.startsWith("aws:") ? [key] : [key, type, packDescription(description, keyPrefix)]];
    });
}

function trimmed(row: Required<PackedAction>): PackedAction {
  const [description, resources, keys, dependents, kind] = row;
  if (kind !== 0) return row;
  if (dependents.length > 0) return [description, resources, keys, dependents];
  if (keys.length > 0) return [description, resources, keys];
  return resources.length > 0 ? [description, resources] : [description];
}
