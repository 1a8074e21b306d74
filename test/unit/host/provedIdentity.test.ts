import assert from "node:assert/strict";
import type { Step } from "../../../src/core/livePort.ts";
import type { Hop, Plan } from "../../../src/core/profiles/model.ts";
import { provedIdentity } from "../../../src/host/liveChecks/provedIdentity.ts";

const endpoint = { region: "eu-west-1" };
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const session = (name: string) => `arn:aws:sts::111122223333:assumed-role/${name}/s`;
const hop = (name: string): Hop => ({
  kind: "assumeRole",
  roleArn: role(name),
  from: "",
  sessionName: "s",
  tags: {},
  transitiveTagKeys: [],
  sessionPolicyArns: [],
  sts: endpoint,
});
const plan = (...names: string[]): Plan => ({
  profile: "dev",
  source: { kind: "staticKeys", profile: "base", file: "credentials", session: false },
  hops: names.map(hop),
  sts: endpoint,
  s3: endpoint,
  iam: endpoint,
  notes: [],
  differences: [],
});
const user = "arn:aws:iam::111122223333:user/dev";
const source: Step = {
  kind: "source",
  description: "",
  identity: { arn: user, account: "111122223333", userId: "AIDAEXAMPLE" },
};
const made = (name: string, index: number): Step => ({
  kind: "hop",
  index,
  hop: hop(name),
  outcome: { arn: session(name) },
});
const reused = (name: string): Step => ({ kind: "reusedSession", outcome: { arn: session(name) } });

describe("what a run proves of its profile", () => {
  for (const [what, roleArn, steps, ran, proved] of [
    ["its role", role("A"), [source, made("A", 0)], plan("A"), session("A")],
    [
      "its role on the way to another",
      role("A"),
      [source, made("A", 0), made("B", 1)],
      plan("A", "B"),
      session("A"),
    ],
    ["its role, where the next refuses", role("A"), [source, made("A", 0)], plan("A", "B"), session("A")],
    ["its keys", undefined, [source, made("B", 0)], plan("B"), user],
    ["its role, by a session of before", role("A"), [reused("A")], plan("A"), session("A")],
    ["nothing, by a session of another role", role("A"), [reused("B")], plan("A", "B"), undefined],
    ["nothing, by a session of another role and keys", undefined, [reused("B")], plan("B"), undefined],
    ["nothing, where its role refuses", role("A"), [source], plan("A"), undefined],
    [
      "nothing, where nobody could say who the keys are",
      undefined,
      [{ kind: "source", description: "" }],
      plan(),
      undefined,
    ],
  ] as const)
    it(`is ${what}`, () => {
      assert.equal(provedIdentity(roleArn, ran, steps), proved);
    });
});
