import assert from "node:assert/strict";
import type { LiveFailure } from "../../../src/core/livePort.ts";
import type { RoleCandidate } from "../../../src/core/openConfig/model.ts";
import { decidingPolicy } from "../../../src/host/liveChecks/decidingFile.ts";

const role: RoleCandidate = {
  hops: [{ roleArn: "arn:aws:iam::111111111111:role/A" }, { roleArn: "arn:aws:iam::222222222222:role/B" }],
  origin: "chain.assume-role.json",
  files: {
    callerPolicies: ["/w/caller.json"],
    trustPolicies: ["/w/a.trust-policy.json", "/w/b.trust-policy.json"],
    rolePolicies: [["/w/a.inline-policy.json"], ["/w/b.inline-policy.json"]],
  },
};

function decide(look: LiveFailure["look"], at: LiveFailure["at"]): string | undefined {
  const failure = { at, code: "AccessDenied", headline: "", causes: [], fixes: [], ...(look && { look }) };
  return decidingPolicy(failure, {
    documentPath: "/w/chain.assume-role.json",
    target: undefined,
    role,
    bucket: { bucket: "b", prefix: "", origin: "", policyFile: "/w/b.bucket-policy.json" },
    hopsOfProfile: 1,
  });
}

describe("the policy to open after a refusal", () => {
  it("is the trust policy of the hop that failed, counted without the hops of the profile", () => {
    assert.equal(decide("trustPolicy", { kind: "hop", hop: 1 }), "/w/a.trust-policy.json");
    assert.equal(decide("trustPolicy", { kind: "hop", hop: 2 }), "/w/b.trust-policy.json");
  });

  it("is the identity policy of whoever made the hop: the caller, then the role before", () => {
    assert.equal(decide("identityPolicy", { kind: "hop", hop: 1 }), "/w/caller.json");
    assert.equal(decide("identityPolicy", { kind: "hop", hop: 2 }), "/w/a.inline-policy.json");
  });

  it("is the last role's own policy or the bucket policy when the list fails", () => {
    assert.equal(decide("identityPolicy", { kind: "list" }), "/w/b.inline-policy.json");
    assert.equal(decide("bucketPolicy", { kind: "list" }), "/w/b.bucket-policy.json");
  });

  it("is no policy when the profile is to blame", () => {
    assert.equal(decide("profile", { kind: "source" }), undefined);
  });
});
