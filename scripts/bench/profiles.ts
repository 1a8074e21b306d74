import { parseAwsFile } from "../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../src/core/profiles/load.ts";
import { planForProfile } from "../../src/core/profiles/plan.ts";
import { ProfileRowTree } from "../../src/host/views/profileRowTree.ts";
import type { BenchRow } from "./row.ts";

const count = 1000;
const rounds = 25;

/** A thousand profiles, in chains of four: what the first look at them costs, and one keystroke saved. */
export function benchProfiles(): Promise<BenchRow[]> {
  const before = configOf("eu-west-1");
  const after = configOf("us-east-1");
  const resolve = (text: string): void => {
    const profiles = loadProfiles({ config: parseAwsFile("config", text) });
    for (const { name } of profiles.profiles) planForProfile(profiles, name, {});
  };
  const tree = new ProfileRowTree();
  const show = (text: string) => tree.update(loadProfiles({ config: parseAwsFile("config", text) }));
  return Promise.resolve([
    {
      name: "parse and resolve 1,000 profiles",
      ours: fastest(() => {
        resolve(before);
      }),
      bar: 30,
      unit: "ms",
    },
    {
      name: "parse them and make the rows of the tree",
      ours: fastest(() => {
        new ProfileRowTree().update(loadProfiles({ config: parseAwsFile("config", before) }));
      }),
      bar: 30,
      unit: "ms",
    },
    {
      name: "the same after an edit of one section: one row is told",
      ours: fastest((round) => {
        const changed = show(round % 2 === 0 ? after : before);
        if (round > 0 && (changed === "all" || changed.length !== 1)) throw new Error("Not one row.");
      }),
      bar: 30,
      unit: "ms",
    },
  ]);
}

/** `region` is that of one profile in the middle. */
function configOf(region: string): string {
  return Array.from({ length: count }, (_, i) =>
    i % 4 === 0
      ? `[profile p${i}]\ncredential_process = /bin/credentials ${i}\nregion = eu-west-1\n`
      : `[profile p${i}]\nrole_arn = arn:aws:iam::111122223333:role/R${i}\nsource_profile = p${i - 1}\nregion = ${i === 501 ? region : "eu-west-1"}\n`,
  ).join("\n");
}

/** Of many rounds: other work on the machine only ever adds. */
function fastest(work: (round: number) => void): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    work(round);
    best = Math.min(best, performance.now() - started);
  }
  return best;
}
