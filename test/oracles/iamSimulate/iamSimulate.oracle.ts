import assert from "node:assert/strict";
import { readDecisionRequest } from "../../../src/cli/decisionRequest.ts";
import { decide } from "../../../src/core/evaluate/decide.ts";
import { randomCase, type RandomCase } from "./cases.ts";
import { explain } from "./explain.ts";
import { knownDisagreements } from "./disagreements.ts";
import { loadPeer, type AskPeer } from "./peer.ts";
import { Random } from "../../unit/core/awsFiles/random.ts";

const seeds = 6000;

/** What the two engines say to one case. */
interface Comparison {
  readonly ours: string;
  readonly theirs: string;
}

describe(`the decision engine beside iam-simulate, ${seeds} random cases`, function () {
  this.timeout(600_000);
  let ask: AskPeer;

  before(async () => {
    const folder = process.env["IAM_SIMULATE_DIR"];
    assert.ok(
      folder !== undefined && folder !== "",
      "IAM_SIMULATE_DIR must name the folder that @cloud-copilot/iam-simulate is installed in.",
    );
    ask = await loadPeer(folder);
  });

  it("agrees, but where AWS's documentation shows the peer wrong", async () => {
    const explained = new Map(knownDisagreements.map(({ name }) => [name, 0]));
    const unexplained: string[] = [];
    const decided = new Map<string, number>();
    for (let seed = 1; seed <= seeds; seed++) {
      const one = randomCase(new Random(seed));
      const comparison = await compare(one, ask);
      decided.set(comparison.ours, (decided.get(comparison.ours) ?? 0) + 1);
      if (comparison.ours === comparison.theirs) continue;
      const reasons = await explain(one, knownDisagreements, async (other) => {
        const { ours, theirs } = await compare(other, ask);
        return ours === theirs;
      });
      for (const name of reasons) explained.set(name, (explained.get(name) ?? 0) + 1);
      if (reasons.length === 0)
        unexplained.push(`seed ${seed}: ${JSON.stringify({ ...comparison, ...one })}`);
    }
    for (const [name, count] of explained) console.log(`      ${String(count).padStart(5)} ${name}`);
    assert.deepEqual(unexplained, []);
    const idle = [...explained].filter(([, count]) => count === 0).map(([name]) => name);
    assert.deepEqual(idle, [], "a known disagreement that no case shows");
    for (const kind of ["allowed", "explicitlydenied", "implicitlydenied"]) {
      assert.ok((decided.get(kind) ?? 0) > seeds / 20, `${kind}: ${String(decided.get(kind))}`);
    }
  });
});

async function compare(one: RandomCase, ask: AskPeer): Promise<Comparison> {
  const read = readDecisionRequest(JSON.stringify(one));
  assert.ok(read.ok, JSON.stringify(read));
  const theirs = await ask(one, read.request);
  assert.ok(typeof theirs === "string", `the peer refuses a case: ${JSON.stringify({ theirs, one })}`);
  return { ours: decide(read.request).decision.toLowerCase(), theirs: theirs.toLowerCase() };
}
