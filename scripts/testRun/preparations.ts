import { join } from "node:path";
import { runOrThrow } from "../process/run.ts";
import { root } from "../repository.ts";
import { installServer } from "../vscode/serverInstall.ts";
import { installAwsCli } from "./awsCli.ts";
import { installBotocore } from "./botocore.ts";
import { installIamSimulate } from "./iamSimulate.ts";
import { installPrincipalMapper } from "./principalMapper.ts";

/** What steps need besides node_modules. Each is quick when it was done before. */
const preparations = {
  "the VS Code server": () => installServer(console.log),
  radosgw: () => tryServer("radosgw"),
  moto: () => tryServer("moto"),
  botocore: installBotocore,
  "the AWS CLI": installAwsCli,
  "iam-simulate": installIamSimulate,
  principalmapper: installPrincipalMapper,
} as const;

export type PreparationName = keyof typeof preparations;

const begun = new Map<PreparationName, Promise<string | undefined>>();

/** Begins something in the background, once. Answers why it cannot be had, or undefined when it is ready. */
export function prepare(name: PreparationName): Promise<string | undefined> {
  const before = begun.get(name);
  if (before !== undefined) return before;
  const result = preparations[name]().then(
    () => undefined,
    (error: unknown) => `${name}: ${error instanceof Error ? error.message : String(error)}`,
  );
  begun.set(name, result);
  return result;
}

/** Installs one of the AWS-compatible servers where it is missing, and sees that it starts. */
async function tryServer(name: "radosgw" | "moto"): Promise<void> {
  await runOrThrow(process.execPath, ["--import", "tsx", join(root, "test/servers/tryServer.ts"), name], {
    cwd: root,
    timeoutMs: 900_000,
  });
}
