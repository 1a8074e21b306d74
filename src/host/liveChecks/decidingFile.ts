import type { LiveFailure } from "../../core/livePort.ts";
import type { BucketCandidate, RoleCandidate, Target } from "../../core/openConfig/model.ts";

/**
 * The absolute path of the policy that a failed call should make the user look at, where the open document or its
 * role config tells it.
 */
export function decidingPolicy(
  failure: LiveFailure,
  from: {
    readonly documentPath: string | undefined;
    readonly target: Target | undefined;
    readonly role: RoleCandidate | undefined;
    readonly bucket: BucketCandidate | undefined;
    /** Hops of the plan that came before the document's own. */
    readonly hopsOfProfile: number;
  },
): string | undefined {
  const files = from.role?.files;
  const lastHop = (from.role?.hops.length ?? 0) - 1;
  const hop = failure.at.kind === "hop" ? failure.at.hop - from.hopsOfProfile : lastHop;
  switch (failure.look) {
    case "trustPolicy":
      return files?.trustPolicies[hop] ?? openDocumentIf("trust");
    case "identityPolicy":
      return (
        (failure.at.kind === "hop" && hop <= 0 ? files?.callerPolicies[0] : undefined) ??
        files?.rolePolicies[failure.at.kind === "hop" ? hop - 1 : lastHop]?.[0] ??
        openDocumentIf("identity")
      );
    case "bucketPolicy":
      return from.bucket?.policyFile ?? openDocumentIf("bucket");
    case "sessionPolicy":
      return openDocumentIf("roleConfig");
    case "profile":
    case undefined:
      return undefined;
    default:
      return failure.look satisfies never;
  }

  function openDocumentIf(kind: Target["documentKind"]): string | undefined {
    return from.target?.documentKind === kind ? from.documentPath : undefined;
  }
}
