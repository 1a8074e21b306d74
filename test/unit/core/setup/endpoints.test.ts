import assert from "node:assert/strict";
import type { Environment } from "../../../../src/core/profiles/model.ts";
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
    const called = (environment: Environment): unknown =>
      endpointsOf(profiles, environment).map(({ address, profiles: users }) => [
        address,
        users.map(({ name }) => name).join(),
      ]);
    assert.deepEqual(called({}), [
      ["https://sts.eu-west-1.amazonaws.com", "a,b,d"],
      ["https://sts.cn-north-1.amazonaws.com.cn", "c"],
      ["https://storage.example.com:9000", "d"],
    ]);
    assert.deepEqual(called({ AWS_ENDPOINT_URL: "http://localhost:4566/x" }), [
      ["http://localhost:4566", "a,b,c,d"],
    ]);
  });
});

describe("reachFindings", () => {
  const at = (clockAheadSeconds: number) =>
    ({ kind: "answered", address: "https://x", clockAheadSeconds }) as const;

  it("names the profiles that call what cannot be reached", () => {
    const { profiles } = loadLines({
      config: ["[profile a]", "credential_process = x", "[profile b]", "credential_process = x"],
    });
    const messages = (count: number): string[] =>
      reachFindings(
        [{ kind: "unreachable", address: "https://x", reason: "nothing listens there" }],
        [{ address: "https://x", profiles: profiles.profiles.slice(0, count) }],
      ).map(({ message }) => message);
    assert.deepEqual(messages(1), [
      "https://x cannot be reached: nothing listens there. Profile 'a' calls it.",
    ]);
    assert.deepEqual(messages(2), [
      "https://x cannot be reached: nothing listens there. Profile 'a' and 1 more call it.",
    ]);
  });

  it("tells the clock once, by the answer that is furthest off, from a minute on", () => {
    assert.deepEqual(reachFindings([at(0), at(59), at(-59)]), []);
    const [finding, ...more] = reachFindings([at(90), at(-400), at(10)]);
    assert.deepEqual(more, []);
    assert.match(finding?.message ?? "", /6\.7 minutes ahead of https:\/\/x\. AWS refuses/);
    assert.equal(reachFindings([at(90)])[0]?.severity, "warning");
    assert.match(reachFindings([at(-60)])[0]?.message ?? "", / is 1 minute ahead of https:/);
  });
});
