import * as vscode from "vscode";
import { stepReason, stepReasonInShort } from "../../core/explain/stepWords.ts";
import { arnResource, parseArn } from "../../core/arn.ts";
import type { CallerPrincipal } from "../../core/roleConfig/model.ts";
import type { ChainStep } from "../../core/simulate/model.ts";
import { escapeMarkdown, markdown } from "../markdown.ts";
import type { SimulatedConfig } from "../simulate/simulations.ts";
import { stepId, stepLocation } from "../simulate/steps.ts";
import { brokenBecause } from "../testing/checkItems.ts";

/** A row of the Role Chain view: a config where several fit, the caller, a hop, a check. */
export interface RoleChainRow {
  /** That of the step, for the commands of the row's menu. */
  readonly id: string;
  readonly item: vscode.TreeItem;
  readonly children: readonly RoleChainRow[];
}

/** The chain of each config: the caller with the first hop below it, and so on to the checks of the last session. */
export function roleChainRows(configs: readonly SimulatedConfig[]): RoleChainRow[] {
  const [only, another] = configs;
  if (only === undefined) return [];
  if (another === undefined) return chainRows(only);
  return configs.map((config) => {
    const item = new vscode.TreeItem(config.uri, vscode.TreeItemCollapsibleState.Expanded);
    item.description = true;
    return row(config.uri.toString(), item, chainRows(config));
  });
}

/** The chain in one line, for the view's description: "dev → Deploy → ReadData". */
export function chainInWords({ result }: SimulatedConfig): string {
  const { caller } = result.chain.config;
  const first = caller?.principal === undefined ? "?" : callerName(caller.principal);
  return [first, ...result.hops.map(({ label }) => label)].join(" → ");
}

function chainRows(config: SimulatedConfig): RoleChainRow[] {
  const broken = brokenBecause(config);
  if (broken !== undefined) return [brokenRow(config, broken)];
  const { hops, checks } = config.result;
  let below = checks.map((check) => stepRow(config, check, check.label, []));
  for (const hop of [...hops].reverse()) below = [stepRow(config, hop, hop.label, below)];
  return [callerRow(config, below)];
}

function callerRow(config: SimulatedConfig, below: readonly RoleChainRow[]): RoleChainRow {
  const { caller } = config.result.chain.config;
  const item = new vscode.TreeItem(
    caller?.principal === undefined ? vscode.l10n.t("No caller") : callerName(caller.principal),
  );
  item.iconPath = new vscode.ThemeIcon(caller?.principal?.kind === "service" ? "server-process" : "account");
  item.description = caller?.principal === undefined ? "" : callerPlace(caller.principal);
  const span = caller?.principal?.span ?? caller?.span ?? config.result.chain.config.span;
  item.command = open(new vscode.Location(config.uri, config.source.range(span)));
  return row(`${config.uri.toString()}#caller`, item, below);
}

function stepRow(
  config: SimulatedConfig,
  step: ChainStep,
  label: string,
  below: readonly RoleChainRow[],
): RoleChainRow {
  const item = new vscode.TreeItem(label);
  const reason = stepReason(step);
  item.description = stepReasonInShort(step);
  item.iconPath = icon(step);
  item.contextValue = step.outcome.kind === "failed" ? "step failed" : "step";
  item.tooltip = markdown(
    [
      label,
      reason,
      ...step.requests.map(({ request }) => `${request.action} · ${request.resource}`),
      vscode.l10n.t("Simulated"),
    ].map(escapeMarkdown),
  );
  item.accessibilityInformation = { label: `${label}, ${outcomeWords(step)}, ${reason}` };
  item.command = open(stepLocation(config, step));
  return row(stepId(config.uri, step), item, below);
}

function brokenRow(
  config: SimulatedConfig,
  problem: NonNullable<ReturnType<typeof brokenBecause>>,
): RoleChainRow {
  const item = new vscode.TreeItem(problem.message);
  item.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("testing.iconErrored"));
  item.command = open(new vscode.Location(config.uri, config.source.range(problem.span)));
  return row(`${config.uri.toString()}#broken`, item, []);
}

/** The icons and colours of the Testing view: the same step looks the same in both. */
function icon({ outcome }: ChainStep): vscode.ThemeIcon {
  switch (outcome.kind) {
    case "passed":
      return new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed"));
    case "failed":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("testing.iconFailed"));
    case "undetermined":
      return new vscode.ThemeIcon("question", new vscode.ThemeColor("testing.iconSkipped"));
    case "cannotRun":
      return new vscode.ThemeIcon("circle-slash", new vscode.ThemeColor("testing.iconSkipped"));
  }
}

function outcomeWords({ outcome }: ChainStep): string {
  switch (outcome.kind) {
    case "passed":
      return vscode.l10n.t("as expected");
    case "failed":
      return vscode.l10n.t("not as expected");
    case "undetermined":
      return vscode.l10n.t("undetermined");
    case "cannotRun":
      return vscode.l10n.t("cannot run");
  }
}

function callerName(principal: CallerPrincipal): string {
  switch (principal.kind) {
    case "service":
      return principal.service.value;
    case "webIdentity":
    case "saml":
      return principal.provider.value.replace(/^.*\//, "");
    case "arn":
      return principal.arn.value.replace(/^.*[:/]/, "");
  }
}

/** What the name leaves out: the kind and the account. */
function callerPlace(principal: CallerPrincipal): string {
  if (principal.kind !== "arn") return principal.kind === "service" ? vscode.l10n.t("service") : "";
  const arn = parseArn(principal.arn.value);
  const kind = arn && arnResource(arn).kind;
  const words = kind === "assumedRole" ? "role session" : kind === "root" ? "" : (kind ?? "");
  return [words, arn?.account].filter((part) => part !== undefined && part !== "").join(" · ");
}

function open({ uri, range }: vscode.Location): vscode.Command {
  return {
    title: vscode.l10n.t("Open"),
    command: "vscode.open",
    arguments: [uri, { selection: new vscode.Range(range.start, range.start), preserveFocus: true }],
  };
}

function row(id: string, item: vscode.TreeItem, children: readonly RoleChainRow[]): RoleChainRow {
  item.id = id;
  item.collapsibleState =
    children.length === 0 ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Expanded;
  return { id, item, children };
}
