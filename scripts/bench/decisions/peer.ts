import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { measured, type DecisionFigures, type Measured } from "./requests.ts";

/** The same for iam-simulate, in the folder that the process is given; only measured, never part of the product. */
interface Peer {
  runSimulation(simulation: object, options: object): Promise<{ readonly overallResult?: string }>;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const entry = join(process.argv[2] ?? "", "node_modules/@cloud-copilot/iam-simulate/dist/esm/index.js");
  // Its types are not installed with the project.
  const peer = (await import(pathToFileURL(entry).href)) as Peer;
  const started = performance.now();
  await allowed(peer, "cross-account S3");
  const first = performance.now() - started;
  const figures: DecisionFigures = {
    first,
    warm: {
      "cross-account S3": await warm(peer, "cross-account S3"),
      AssumeRole: await warm(peer, "AssumeRole"),
    },
  };
  console.log(JSON.stringify(figures));
}

async function allowed(peer: Peer, name: Measured): Promise<void> {
  const { principal, action, resource, resourceAccount, context, policies } = measured[name];
  const { overallResult } = await peer.runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: resourceAccount },
        contextVariables: context,
      },
      identityPolicies: policies.identity.map((policy, index) => ({ name: `policy ${index}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: policies.resource,
    },
    {},
  );
  if (overallResult !== "Allowed") throw new Error(`The measured request is ${String(overallResult)}.`);
}

async function warm(peer: Peer, name: Measured): Promise<number> {
  for (let i = 0; i < 300; i++) await allowed(peer, name);
  const batches: number[] = [];
  for (let batch = 0; batch < 21; batch++) {
    const started = performance.now();
    for (let i = 0; i < 30; i++) await allowed(peer, name);
    batches.push(((performance.now() - started) * 1_000) / 30);
  }
  return Math.min(...batches);
}
