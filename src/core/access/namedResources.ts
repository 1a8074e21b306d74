import { arnResource, parseArn } from "../arn.ts";
import type { Policy } from "../policy/model.ts";

/** A bucket, objects in it, or a role that policies name, with one concrete ARN that stands for it. */
export interface NamedResource {
  readonly kind: "bucket" | "objects" | "role";
  /** As the policies name it, wildcards included. */
  readonly arn: string;
  /** What is asked about: every wildcard replaced by a name. */
  readonly sample: string;
  /** The bucket; for `bucket` and `objects`. */
  readonly bucket?: string;
}

/** Stands for "any object", "any role": a name that no policy is likely to single out. */
const anyName = "any-name";

/**
 * The buckets, objects and roles in the Resource elements of identity policies, in the order of the text, each once.
 * What a variable or a bare wildcard names is left out: it is no resource to list by name.
 */
export function namedResources(policies: readonly Policy[]): NamedResource[] {
  const found = new Map<string, NamedResource>();
  for (const { statements } of policies) {
    for (const { resource } of statements) {
      for (const { value } of resource?.items ?? []) {
        for (const named of resourcesOfArn(value)) if (!found.has(named.arn)) found.set(named.arn, named);
      }
    }
  }
  return [...found.values()];
}

/** What one ARN names. An object also names its bucket, so that both are asked about. */
export function resourcesOfArn(text: string): NamedResource[] {
  const arn = parseArn(text);
  if (arn === undefined || text.includes("${")) return [];
  const resource = arnResource(arn);
  switch (resource.kind) {
    case "bucket":
      return startsWithName(resource.bucket) ? [bucketNamed(arn.partition, resource.bucket)] : [];
    case "object": {
      const { bucket } = resource;
      if (!startsWithName(bucket)) return [];
      return [
        bucketNamed(arn.partition, bucket),
        { kind: "objects", arn: text, sample: sampleOf(text), bucket: sampleOf(bucket) },
      ];
    }
    case "role":
      return startsWithName(resource.name) ? [{ kind: "role", arn: text, sample: sampleOf(text) }] : [];
    default:
      return [];
  }
}

function bucketNamed(partition: string, bucket: string): NamedResource {
  const arn = `arn:${partition}:s3:::${bucket}`;
  return { kind: "bucket", arn, sample: sampleOf(arn), bucket: sampleOf(bucket) };
}

function startsWithName(name: string): boolean {
  return !/^[*?]/.test(name);
}

function sampleOf(pattern: string): string {
  return pattern.replace(/\*+/g, anyName).replaceAll("?", "x");
}
