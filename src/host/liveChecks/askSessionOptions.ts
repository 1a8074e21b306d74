import * as vscode from "vscode";
import type { HopRequest } from "../../core/openConfig/model.ts";
import { parseSessionTags } from "../../core/openConfig/sessionTags.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import {
  checkDuration,
  checkExternalId,
  checkMfaSerial,
  checkSessionName,
  type RuleBreak,
} from "../../core/profiles/roleRules.ts";

/** Changes one thing of a request; the same request where the user gave up. */
type Change = (request: HopRequest) => Promise<HopRequest>;

interface OptionItem extends vscode.QuickPickItem {
  readonly change?: Change;
}

/**
 * Everything that AssumeRole takes beside the role, each of it left out unless it is wanted: a list that shows what is
 * set, with `Assume` on top. Undefined when the user gave up.
 */
export async function askSessionOptions(roleArn: string): Promise<HopRequest | undefined> {
  let request: HopRequest = { roleArn };
  for (;;) {
    const picked = await vscode.window.showQuickPick(itemsOf(request), {
      title: vscode.l10n.t("Assume {0}", roleArn),
      placeHolder: vscode.l10n.t("Assume, or set what is sent with it first"),
      ignoreFocusOut: true,
    });
    if (picked === undefined) return undefined;
    if (picked.change === undefined) return request;
    request = await picked.change(request);
  }
}

function itemsOf(request: HopRequest): OptionItem[] {
  const item = (label: string, value: string | number | undefined, change: Change): OptionItem => ({
    label,
    description: value === undefined ? "" : String(value),
    change,
  });
  const tags = Object.entries(request.tags ?? {});
  return [
    { label: vscode.l10n.t("$(play) Assume the role") },
    item(
      vscode.l10n.t("External id"),
      request.externalId,
      typed("externalId", vscode.l10n.t("External id"), checkExternalId),
    ),
    item(
      vscode.l10n.t("Session name"),
      request.sessionName,
      typed("sessionName", vscode.l10n.t("Session name"), checkSessionName),
    ),
    item(vscode.l10n.t("Duration in seconds"), request.durationSeconds, duration),
    item(
      vscode.l10n.t("MFA device"),
      request.mfaSerial,
      typed("mfaSerial", vscode.l10n.t("MFA device"), checkMfaSerial),
    ),
    item(
      vscode.l10n.t("Source identity"),
      request.sourceIdentity,
      typed("sourceIdentity", vscode.l10n.t("Source identity"), checkSessionName),
    ),
    item(
      vscode.l10n.t("Session tags"),
      tags.length === 0 ? undefined : tags.map((tag) => tag.join("=")).join(", "),
      sessionTags,
    ),
    ...(tags.length === 0
      ? []
      : [
          item(
            vscode.l10n.t("Transitive tag keys"),
            request.transitiveTagKeys?.join(", "),
            transitiveTagKeys,
          ),
        ]),
    item(
      vscode.l10n.t("Session policy"),
      request.sessionPolicy === undefined
        ? undefined
        : vscode.l10n.t("{0} characters", request.sessionPolicy.length),
      sessionPolicy,
    ),
    item(
      vscode.l10n.t("Managed policies as session policies"),
      request.sessionPolicyArns?.join(", "),
      sessionPolicyArns,
    ),
  ];
}

/** An empty text takes the option out again. */
function typed(
  name: "externalId" | "sessionName" | "mfaSerial" | "sourceIdentity",
  title: string,
  check: (value: string) => RuleBreak | undefined,
): Change {
  return async (request) => {
    const value = await input(title, request[name] ?? "", (text) => check(text)?.message);
    if (value === undefined) return request;
    const rest = without(request, name);
    return value === "" ? rest : { ...rest, [name]: value };
  };
}

const duration: Change = async (request) => {
  const { durationSeconds } = request;
  const rest = without(request, "durationSeconds");
  const value = await input(
    vscode.l10n.t("Duration in seconds"),
    durationSeconds === undefined ? "" : String(durationSeconds),
    (text) => checkDuration(text)?.message,
  );
  if (value === undefined) return request;
  return value === "" ? rest : { ...rest, durationSeconds: Number(value) };
};

const sessionTags: Change = async (request) => {
  const before = Object.entries(request.tags ?? {}).map((tag) => tag.join("="));
  const value = await input(
    vscode.l10n.t("Session tags: key=value, key=value"),
    before.join(", "),
    (text) => {
      const parsed = parseSessionTags(text);
      return "problem" in parsed ? parsed.problem : undefined;
    },
  );
  if (value === undefined) return request;
  const rest = without(request, "tags", "transitiveTagKeys");
  const parsed = parseSessionTags(value);
  if ("problem" in parsed || Object.keys(parsed.tags).length === 0) return rest;
  const keys = request.transitiveTagKeys?.filter((key) => Object.hasOwn(parsed.tags, key)) ?? [];
  return { ...rest, tags: parsed.tags, ...(keys.length === 0 ? {} : { transitiveTagKeys: keys }) };
};

const transitiveTagKeys: Change = async (request) => {
  const picked = await vscode.window.showQuickPick(
    Object.keys(request.tags ?? {}).map((label) => ({
      label,
      picked: request.transitiveTagKeys?.includes(label) === true,
    })),
    { title: vscode.l10n.t("Tags that stay on through role chaining"), canPickMany: true },
  );
  if (picked === undefined) return request;
  const rest = without(request, "transitiveTagKeys");
  return picked.length === 0 ? rest : { ...rest, transitiveTagKeys: picked.map(({ label }) => label) };
};

/** The file is chosen by hand, so it may lie anywhere; what is no policy is not sent. */
const sessionPolicy: Change = async (request) => {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Session policy"),
      filters: { JSON: ["json", "jsonc"] },
    })) ?? [];
  const rest = without(request, "sessionPolicy");
  if (uri === undefined) return rest;
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  const [problem] = parsePolicy(text).problems;
  if (problem === undefined) return { ...rest, sessionPolicy: text };
  await vscode.window.showErrorMessage(vscode.l10n.t("The session policy is not sent: {0}", problem.message));
  return request;
};

const sessionPolicyArns: Change = async (request) => {
  const value = await input(
    vscode.l10n.t("ARNs of managed policies, with commas between them"),
    request.sessionPolicyArns?.join(", ") ?? "",
    (text) => {
      const bad = splitArns(text).find((arn) => !/^arn:[^:]+:iam::(aws|\d{12}):policy\/.+$/.test(arn));
      if (bad !== undefined) return vscode.l10n.t("'{0}' is not the ARN of a managed policy.", bad);
      return splitArns(text).length > 10 ? vscode.l10n.t("A session takes at most ten.") : undefined;
    },
  );
  if (value === undefined) return request;
  const rest = without(request, "sessionPolicyArns");
  const arns = splitArns(value);
  return arns.length === 0 ? rest : { ...rest, sessionPolicyArns: arns };
};

type Option = Exclude<keyof HopRequest, "roleArn">;

function without(request: HopRequest, ...names: readonly Option[]): HopRequest {
  const left = Object.entries(request).filter(([name]) => !(names as readonly string[]).includes(name));
  // The role is no option, so it is left.
  return Object.fromEntries(left) as unknown as HopRequest;
}

function splitArns(text: string): string[] {
  return text.split(/[,\s]+/).filter((arn) => arn !== "");
}

function input(
  title: string,
  value: string,
  check: (text: string) => string | undefined,
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    value,
    prompt: vscode.l10n.t("Leave it empty to send none."),
    ignoreFocusOut: true,
    validateInput: (text) => (text === "" ? undefined : check(text)),
  });
}
