import assert from "node:assert/strict";
import { endpointsOf } from "../../../../src/core/setup/endpoints.ts";
import { reachFindings } from "../../../../src/core/setup/reachFindings.ts";
import { loadLines } from "../profiles/loadCase.ts";

describe("endpointsOf", () => {
  it("names each address that plans call once, without passwords", () => {
    const { profiles } = loadLines({
      config: [
        "[profile a]",
        "credential_process = x",
        "region = eu-west-1",
        "[profile b]",
        "role_arn = arn:aws:iam::111122223333:role/B",
        "source_profile = a",
        "region = eu-west-1",
        "[profile c]",
        "credential_process = x",
        "region = cn-north-1",
        "[profile d]",
        "credential_process = x",
        "region = eu-west-1",
        "services = local",
        "[services local]",
        "s3 =",
        "  endpoint_url = https://me:wJalrXUtnFEMI@storage.example.com:9000/path",
        "[profile broken]",
        "role_arn = x",
      ],
    });
    assert.deepEqual(endpointsOf(profiles, {}), [
      "https://sts.eu-west-1.amazonaws.com",
      "https://sts.cn-north-1.amazonaws.com.cn",
      "https://storage.example.com:9000",
    ]);
    assert.deepEqual(endpointsOf(profiles, { AWS_ENDPOINT_URL: "http://localhost:4566/x" }), [
      "http://localhost:4566",
    ]);
  });
});

describe("reachFindings", () => {
  const at = (clockAheadSeconds: number) =>
    ({ kind: "answered", address: "https://x", clockAheadSeconds }) as const;

  it("tells the clock once, by the answer that is furthest off, from a minute on", () => {
    assert.deepEqual(reachFindings([at(0), at(59), at(-59)]), []);
    const [finding, ...more] = reachFindings([at(90), at(-400), at(10)]);
    assert.deepEqual(more, []);
    assert.match(finding?.message ?? "", /6\.7 minutes ahead of https:\/\/x\. AWS refuses/);
    assert.equal(reachFindings([at(90)])[0]?.severity, "warning");
    assert.match(reachFindings([at(-60)])[0]?.message ?? "", / is 1 minute ahead of https:/);
  });
});
