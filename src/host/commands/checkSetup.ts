import * as vscode from "vscode";
import type { AwsFiles } from "../../core/awsFiles/edit/model.ts";
import { parseAwsFile } from "../../core/awsFiles/parse.ts";
import type { Reached } from "../../core/livePort.ts";
import { loadProfiles } from "../../core/profiles/load.ts";
import { checkSetup } from "../../core/setup/checkSetup.ts";
import { endpointsOf, mostEndpoints } from "../../core/setup/endpoints.ts";
import type { SetupFacts } from "../../core/setup/model.ts";
import { reachFindings } from "../../core/setup/reachFindings.ts";
import { setupLines } from "../../core/setup/setupText.ts";
import type { AwsMachine } from "../awsMachine.ts";
import { languageIds } from "../ids.ts";
import { clockTime } from "../report/time.ts";
import type { MachineWorkbench } from "../workbench.ts";

/**
 * Looks at the AWS set-up of the machine: files and who may read them, what hides what, sign-ins that are over; and,
 * where the user says so, whether the endpoints answer and agree on the time.
 */
export async function run({ machine: { aws }, readOnly }: MachineWorkbench): Promise<void> {
  const facts = await factsOf(aws);
  const addresses = endpointsOf(facts.profiles, facts.environment).slice(0, mostEndpoints);
  const reached = await ask(aws, addresses);
  if (reached === "given up") return;
  const findings = [...checkSetup(facts), ...reachFindings(reached)];
  const lines = setupLines(facts, findings);
  const title = vscode.l10n.t("AWS set-up of {0}", aws.hostName);
  const text = [
    title,
    vscode.l10n.t("checked at {0}", clockTime(new Date())),
    "",
    ...section(vscode.l10n.t("Found"), lines.length === 0 ? [vscode.l10n.t("Nothing is wrong.")] : lines),
    ...section(vscode.l10n.t("Endpoints"), reached.length === 0 ? [whyNotAsked()] : reached.map(answerLine)),
  ].join("\n");
  await (await readOnly()).show(title, text, languageIds.report);
}

async function factsOf(aws: AwsMachine): Promise<SetupFacts> {
  let files: AwsFiles = {};
  for (const kind of ["config", "credentials"] as const) {
    const read = await aws.readAwsFile(kind);
    if (read.kind === "text" && read.text !== undefined)
      files = { ...files, [kind]: parseAwsFile(kind, read.text) };
  }
  return {
    paths: aws.files(),
    files,
    profiles: loadProfiles(files),
    environment: aws.environment(),
    home: aws.home,
    disk: await aws.setupDisk(),
    now: Date.now(),
  };
}

/** The answers of the endpoints where the user wants them asked; none in a workspace that is not trusted. */
async function ask(aws: AwsMachine, addresses: readonly string[]): Promise<readonly Reached[] | "given up"> {
  if (!vscode.workspace.isTrusted || addresses.length === 0) return [];
  const only = vscode.l10n.t("Look at this machine only");
  const also = vscode.l10n.t("Also ask the endpoints, without credentials");
  const picked = await vscode.window.showQuickPick(
    [{ label: only }, { label: also, detail: addresses.join(", ") }],
    { title: vscode.l10n.t("Check My AWS Setup"), placeHolder: vscode.l10n.t("What may be asked?") },
  );
  if (picked === undefined) return "given up";
  if (picked.label === only) return [];
  const live = await aws.live();
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Asking the endpoints"),
      cancellable: true,
    },
    (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      return live.reach(addresses, abort.signal);
    },
  );
}

function whyNotAsked(): string {
  return vscode.workspace.isTrusted
    ? vscode.l10n.t("not asked")
    : vscode.l10n.t("not asked: AWS calls stay off until you trust this workspace (Manage Workspace Trust)");
}

function answerLine(reached: Reached): string {
  if (reached.kind === "unreachable") return `${reached.address}: ${reached.reason}`;
  const { clockAheadSeconds: seconds } = reached;
  const clock =
    seconds === undefined ? "" : vscode.l10n.t(", its clock {0} s ahead of this machine's", String(seconds));
  return vscode.l10n.t("{0}: answered{1}", reached.address, clock);
}

function section(title: string, lines: readonly string[]): string[] {
  return [title, ...lines.map((line) => `  ${line}`), ""];
}
