import * as vscode from "vscode";
import type { Reached } from "../../core/livePort.ts";
import { checkSetup } from "../../core/setup/checkSetup.ts";
import { endpointsOf, mostAtOnce } from "../../core/setup/endpoints.ts";
import type { SetupFix } from "../../core/setup/model.ts";
import { reachFindings } from "../../core/setup/reachFindings.ts";
import { setupReport, type Endpoints } from "../../core/setup/report.ts";
import type { AwsMachine } from "../awsMachine.ts";
import { commands, languageIds } from "../ids.ts";
import type { Marks } from "../readOnlyDocuments.ts";
import { clockTime } from "../report/time.ts";
import { setupFacts } from "../setupFacts.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** How a lens of the report calls the command again. */
type Again = "again" | "endpoints";

/** What the endpoints answered last in this window, for a report that is made again after a fix. */
const answers = new WeakMap<AwsMachine, Endpoints>();

/**
 * Looks at the AWS set-up of the machine: files and who may read them, what hides what, sign-ins that are over; and,
 * where the user says so, whether the endpoints answer and agree on the time. Each line leads to its place, and what
 * can be mended in one step has its lens.
 */
export async function run(
  { machine: { aws, store }, readOnly }: MachineWorkbench,
  how: unknown,
): Promise<void> {
  const before = await setupFacts(aws);
  const called = endpointsOf(before.profiles, before.environment);
  const addresses = called.map(({ address }) => address);
  const endpoints = await endpointsFor(
    aws,
    addresses,
    how === "again" || how === "endpoints" ? how : undefined,
  );
  if (endpoints === "given up") return;
  answers.set(aws, endpoints);
  // What was looked at while a person thought about the question may be another thing by now.
  const facts = await setupFacts(aws);
  const findings = [
    ...checkSetup(facts),
    ...("reached" in endpoints ? reachFindings(endpoints.reached, called) : []),
  ];
  const host = aws.hostName;
  const { text, links, fixes } = setupReport(facts, findings, endpoints, {
    host,
    time: (ms) => clockTime(new Date(ms)),
  });
  const lens = (offset: number, title: string, command: string, argument: unknown) => ({
    offset,
    command: { title, command, arguments: [argument] },
  });
  const marks: Marks = {
    links: links.map(({ span, file, line, character }) => ({
      ...span,
      // VS Code opens a file at the line and column in the fragment, both counted from 1.
      target: store.uri(file).with({ fragment: `L${line + 1},${character + 1}` }),
    })),
    lenses: [
      lens(0, vscode.l10n.t("Check again"), commands.checkSetup, "again"),
      ...(vscode.workspace.isTrusted && addresses.length > 0
        ? [lens(0, vscode.l10n.t("Ask the endpoints"), commands.checkSetup, "endpoints")]
        : []),
      ...fixes.map(({ offset, fix }) => lens(offset, fixTitle(fix), commands.fixSetup, fix)),
    ],
  };
  await (await readOnly()).show(vscode.l10n.t("AWS set-up of {0}", host), text, languageIds.report, marks);
}

function fixTitle(fix: SetupFix): string {
  return fix.kind === "close"
    ? vscode.l10n.t("Close it to others (chmod {0})", fix.mode.toString(8))
    : vscode.l10n.t("Sign in to SSO");
}

/** The answers of the endpoints where the user wants them asked; none in a workspace that is not trusted. */
async function endpointsFor(
  aws: AwsMachine,
  addresses: readonly string[],
  how: Again | undefined,
): Promise<Endpoints | "given up"> {
  if (!vscode.workspace.isTrusted) {
    return {
      notAsked: vscode.l10n.t(
        "not asked: AWS calls stay off until you trust this workspace (Manage Workspace Trust)",
      ),
    };
  }
  const notAsked = { notAsked: vscode.l10n.t("not asked") };
  if (how === "again") return answers.get(aws) ?? notAsked;
  if (addresses.length === 0) return { notAsked: vscode.l10n.t("no profile calls one") };
  if (how === undefined) {
    const only = vscode.l10n.t("Look at this machine only");
    const picked = await vscode.window.showQuickPick(
      [
        { label: only },
        {
          label:
            addresses.length === 1
              ? vscode.l10n.t("Also ask the one endpoint of the profiles")
              : vscode.l10n.t("Also ask the {0} endpoints of the profiles", addresses.length),
          description: vscode.l10n.t("without credentials; tells this machine's clock too"),
          detail: addresses.join(", "),
        },
      ],
      { title: vscode.l10n.t("Check My AWS Setup"), placeHolder: vscode.l10n.t("What may be asked?") },
    );
    if (picked === undefined) return "given up";
    if (picked.label === only) return notAsked;
  }
  return { reached: await ask(aws, addresses) };
}

/** All of them, some at once; those behind a cancel are told as such. */
async function ask(aws: AwsMachine, addresses: readonly string[]): Promise<readonly Reached[]> {
  const live = await aws.live();
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Asking the endpoints"),
      cancellable: true,
    },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      const reached: Reached[] = [];
      while (reached.length < addresses.length) {
        progress.report({ message: vscode.l10n.t("{0} of {1}", reached.length, addresses.length) });
        const some = addresses.slice(reached.length, reached.length + mostAtOnce);
        reached.push(...(await live.reach(some, abort.signal)));
      }
      return reached;
    },
  );
}
