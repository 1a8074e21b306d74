import { createInterface } from "node:readline";
import { parseAwsFile } from "../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../src/core/profiles/load.ts";
import { planForProfile } from "../../src/core/profiles/plan.ts";
import { openSessionSocket } from "../../src/host/node/sessionSocket.ts";
import { createLive } from "../../src/live/live.ts";
import { readFileSync } from "node:fs";

/**
 * A process in the place of the editor's: `sessionHolder.ts CONFIG CREDENTIALS PROFILE` assumes the role of a profile and
 * serves its session. It writes a line of JSON: where it listens. Then it takes commands, a line each, and answers each
 * with "done": `forget`, and the end of its input ends it.
 */
async function hold(config: string, credentials: string, profile: string): Promise<void> {
  const live = createLive();
  const result = planForProfile(
    loadProfiles({
      config: parseAwsFile("config", readFileSync(config, "utf8")),
      credentials: parseAwsFile("credentials", readFileSync(credentials, "utf8")),
    }),
    profile,
    process.env,
  );
  if (result.kind === "broken") throw new Error(result.problems[0]?.message);
  const assumed = await live.assumeRole({
    plan: result.plan,
    files: { config, credentials },
    signal: new AbortController().signal,
    askMfaCode: () => Promise.resolve("123456"),
    onStep: () => undefined,
    log: () => undefined,
  });
  if (assumed.kind !== "ok") throw new Error(`The role is not assumed: ${JSON.stringify(assumed)}`);
  const place = await openSessionSocket(({ id }) => {
    const keys = live.heldKeys(id);
    return Promise.resolve(keys === undefined ? { kind: "none" } : { kind: "session", keys: keys.reveal() });
  });
  console.log(JSON.stringify({ address: place.address, token: place.token }));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "forget") live.forgetAll();
    console.log("done");
  }
  place.dispose();
  await live.close();
}

const [config = "", credentials = "", profile = ""] = process.argv.slice(2);
hold(config, credentials, profile).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
