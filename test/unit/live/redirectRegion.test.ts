import assert from "node:assert/strict";
import { redirectRegion } from "../../../src/live/bucketRegion.ts";

const problem = (code: string, more: object = {}) => ({ operation: "ListObjectsV2", code, ...more }) as const;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html */
describe("redirectRegion", () => {
  it("takes the region that S3 names", () => {
    assert.equal(
      redirectRegion(problem("PermanentRedirect", { bucketRegion: "eu-west-1" }), "us-east-1"),
      "eu-west-1",
    );
    assert.equal(
      redirectRegion(
        problem("AuthorizationHeaderMalformed", { message: "expecting 'eu-west-1'" }),
        "us-east-1",
      ),
      "eu-west-1",
    );
    assert.equal(
      redirectRegion(problem("HTTP301", { httpStatus: 301, bucketRegion: "eu-west-1" }), "us-east-1"),
      "eu-west-1",
    );
  });

  it("takes none where none is named, or the one that was asked", () => {
    assert.equal(redirectRegion(problem("PermanentRedirect"), "us-east-1"), undefined);
    assert.equal(
      redirectRegion(problem("PermanentRedirect", { bucketRegion: "us-east-1" }), "us-east-1"),
      undefined,
    );
  });

  it("takes none from a refusal, which names the bucket's region as well", () => {
    assert.equal(
      redirectRegion(problem("AccessDenied", { httpStatus: 403, bucketRegion: "eu-west-1" }), "us-east-1"),
      undefined,
    );
  });

  it("takes none that would be another host", () => {
    for (const bucketRegion of ["evil.example/#", "x.evil.example", "eu west"])
      assert.equal(redirectRegion(problem("PermanentRedirect", { bucketRegion }), "us-east-1"), undefined);
  });
});
