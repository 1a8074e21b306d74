import assert from "node:assert/strict";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../../src/core/profiles/load.ts";
import { planForProfile } from "../../../../src/core/profiles/plan.ts";

/**
 * Milliseconds for parsing, loading and planning everything. The aim is 30 on an idle machine. Processor time is
 * measured, not the clock: machines that run tests are shared.
 */
const bound = 150;

describe("a thousand profiles", () => {
  it(`are parsed, loaded and planned within ${bound} ms`, () => {
    const text = thousandProfiles();
    const times = Array.from({ length: 15 }, () => {
      const start = process.cpuUsage();
      const profiles = loadProfiles({ config: parseAwsFile("config", text) });
      const plans = profiles.profiles.filter(
        ({ name }) => planForProfile(profiles, name, {}).kind === "plan",
      );
      const milliseconds = since(start);
      assert.equal(plans.length, 1000);
      return milliseconds;
    });
    const [best = Infinity] = times.sort((a, b) => a - b);
    assert.ok(best <= bound, `the best of ${times.length} runs took ${best.toFixed(1)} ms`);
  });

  it("cost no more for each when there are ten times as many, in the worst shapes", () => {
    const shapes: Record<string, (i: number) => string> = {
      "one chain": (i) => (i === 0 ? "credential_process = x" : role(i, `p${i - 1}`)),
      "one circle": (i) => role(i, `p${(i + 1) % 10_000}`),
      "no source": (i) => role(i, `missing${i}`),
      "one source": (i) => (i === 0 ? "credential_process = x" : role(i, "p0")),
    };
    for (const [shape, body] of Object.entries(shapes)) {
      const text = Array.from({ length: 10_000 }, (_, i) => `[profile p${i}]\n${body(i)}\n`).join("\n");
      const start = process.cpuUsage();
      const profiles = loadProfiles({ config: parseAwsFile("config", text) });
      const milliseconds = since(start);
      assert.equal(profiles.profiles.length, 10_000);
      assert.ok(milliseconds < 10 * 2 * bound, `${shape} took ${milliseconds.toFixed(0)} ms`);
    }
  });
});

function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function role(i: number, source: string): string {
  return `role_arn = arn:aws:iam::111122223333:role/Role${i}\nsource_profile = ${source}`;
}

/** As tools write them: a few SSO accounts, and roles in chains of up to three behind them. */
function thousandProfiles(): string {
  const parts = [
    "[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n",
    ...Array.from({ length: 1000 }, (_, i) =>
      i % 4 === 0
        ? `[profile p${i}]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Admin${i}\nregion = eu-west-1\noutput = json\n`
        : `[profile p${i}]\n${role(i, `p${i - 1}`)}\nregion = eu-west-1\nexternal_id = ext-${i}\nrole_session_name = jane\nduration_seconds = 3600\n`,
    ),
  ];
  return parts.join("\n");
}
