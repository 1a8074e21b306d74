import * as vscode from "vscode";
import type { HopRequest } from "../../core/openConfig/model.ts";
import { parseSessionTags } from "../../core/openConfig/sessionTags.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { defaultSessionName } from "../../core/profiles/chaining.ts";
import {
  checkDuration,
  checkExternalId,
  checkMfaSerial,
  checkSessionName,
  longestChainedSession,
  longestSession,
  shortestSession,
  type RuleBreak,
} from "../../core/profiles/roleRules.ts";
import { back, pickStep, textStep, type StepPlace } from "../multiStep.ts";
import { kindOf } from "../openDocument.ts";
import { plainMessage } from "../plainText.ts";

/** What is known around the role before it is assumed. */
export interface RoleSurroundings {
  /** Role chaining or temporary first keys allow an hour. */
  readonly chained: boolean;
  /** Seconds, where IAM said it. */
  readonly maxSessionDuration?: number;
  /** MFA devices that profiles name. */
  readonly devices: readonly string[];
}

/** Changes one thing of a request; the same request where the user went back. */
type Change = (request: HopRequest) => Promise<HopRequest>;

interface OptionItem extends vscode.QuickPickItem {
  readonly change?: Change;
}

/**
 * Everything that AssumeRole takes beside the role, each of it left out unless it is wanted: a list that shows what is
 * set and what is sent otherwise, with `Assume` on top. Undefined when the user gave up.
 */
export async function askSessionOptions(
  wanted: HopRequest,
  surroundings: RoleSurroundings,
  at: StepPlace,
): Promise<HopRequest | typeof back | undefined> {
  let request = wanted;
  let active: string | undefined;
  for (;;) {
    const items = itemsOf(request, surroundings);
    const stays = items.find(({ label }) => label === active);
    const picked = await pickStep<OptionItem>({
      ...at,
      placeholder: vscode.l10n.t("Enter assumes the role; set what is sent with it first where you need to"),
      items,
      ...(stays === undefined ? {} : { active: stays }),
    });
    if (picked === undefined || picked === back) return picked;
    if (picked.change === undefined) return request;
    const before = request;
    request = await picked.change(request);
    // After an answer Enter goes on; after a step back the line is still the one.
    active = request === before ? picked.label : undefined;
  }
}

function itemsOf(request: HopRequest, surroundings: RoleSurroundings): OptionItem[] {
  const item = (label: string, value: string | undefined, otherwise: string, change: Change): OptionItem => ({
    label: value === undefined ? `$(blank) ${label}` : `$(check) ${label}`,
    description: value ?? otherwise,
    change,
  });
  const none = vscode.l10n.t("none");
  const tags = Object.entries(request.tags ?? {});
  return [
    { label: vscode.l10n.t("$(play) Assume the role"), description: request.roleArn },
    { label: vscode.l10n.t("sent with it"), kind: vscode.QuickPickItemKind.Separator },
    item(
      vscode.l10n.t("External id"),
      request.externalId,
      none,
      typed("externalId", vscode.l10n.t("External id"), checkExternalId),
    ),
    item(
      vscode.l10n.t("Session name"),
      request.sessionName,
      defaultSessionName,
      typed("sessionName", vscode.l10n.t("Session name"), checkSessionName),
    ),
    item(
      vscode.l10n.t("Duration"),
      request.durationSeconds === undefined ? undefined : durationInWords(request.durationSeconds),
      vscode.l10n.t("1 h, which AWS gives where none is sent"),
      duration(surroundings),
    ),
    item(vscode.l10n.t("MFA device"), request.mfaSerial, none, device(surroundings.devices)),
    item(
      vscode.l10n.t("Source identity"),
      request.sourceIdentity,
      none,
      typed("sourceIdentity", vscode.l10n.t("Source identity"), checkSessionName),
    ),
    item(
      vscode.l10n.t("Session tags"),
      tags.length === 0 ? undefined : tags.map((tag) => tag.join("=")).join(", "),
      none,
      sessionTags,
    ),
    ...(tags.length === 0
      ? []
      : [
          item(
            vscode.l10n.t("Transitive tags"),
            request.transitiveTagKeys?.join(", "),
            vscode.l10n.t("none: tags end with this session"),
            transitiveTagKeys,
          ),
        ]),
    item(
      vscode.l10n.t("Session policy"),
      request.sessionPolicy === undefined
        ? undefined
        : vscode.l10n.t("{0} characters", request.sessionPolicy.length),
      vscode.l10n.t("none: the session may do all that the role may"),
      sessionPolicy,
    ),
    item(
      vscode.l10n.t("Managed policies as session policies"),
      request.sessionPolicyArns?.join(", "),
      none,
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

/** Devices that profiles name are offered; another can be typed. */
function device(devices: readonly string[]): Change {
  const type = typed("mfaSerial", vscode.l10n.t("MFA device"), checkMfaSerial);
  return async (request) => {
    if (devices.length === 0) return type(request);
    const none = vscode.l10n.t("None");
    const another = vscode.l10n.t("Another device…");
    const items = [...devices, another, none].map((label) => ({ label }));
    const active = items.find(({ label }) => label === request.mfaSerial);
    const picked = await pickStep({
      title: vscode.l10n.t("MFA device"),
      back: true,
      placeholder: vscode.l10n.t("Whose six-digit code is asked for at the call"),
      items,
      ...(active === undefined ? {} : { active }),
    });
    if (picked === undefined || picked === back) return request;
    if (picked.label === another) return type(request);
    const rest = without(request, "mfaSerial");
    return picked.label === none ? rest : { ...rest, mfaSerial: picked.label };
  };
}

/** Seconds that people choose; more than the role or role chaining allows is not offered. */
function duration({ chained, maxSessionDuration }: RoleSurroundings): Change {
  const most = Math.min(
    chained ? longestChainedSession : longestSession,
    maxSessionDuration ?? longestSession,
  );
  const why = chained
    ? vscode.l10n.t("Role chaining: at most {0}", durationInWords(longestChainedSession))
    : maxSessionDuration === undefined
      ? vscode.l10n.t("At most what the role allows: 1 h, unless its MaxSessionDuration was raised")
      : vscode.l10n.t("The role allows {0}", durationInWords(maxSessionDuration));
  return async (request) => {
    const seconds = [shortestSession, 1800, 3600, 7200, 14400, 28800, longestSession].filter(
      (one) => one <= most,
    );
    const unset = { label: vscode.l10n.t("Send none"), description: vscode.l10n.t("AWS gives 1 h") };
    const another = { label: vscode.l10n.t("Another…"), description: vscode.l10n.t("in seconds") };
    const choices = seconds.map((one) => ({ label: durationInWords(one), seconds: one }));
    const picked = await pickStep<vscode.QuickPickItem & { readonly seconds?: number }>({
      title: vscode.l10n.t("Duration"),
      back: true,
      placeholder: why,
      items: [unset, ...choices, another],
      ...optionalActive(choices.find((one) => one.seconds === request.durationSeconds)),
    });
    if (picked === undefined || picked === back) return request;
    const rest = without(request, "durationSeconds");
    if (picked === unset) return rest;
    if (picked.seconds !== undefined) return { ...rest, durationSeconds: picked.seconds };
    const value = await input(
      vscode.l10n.t("Duration in seconds"),
      request.durationSeconds === undefined ? "" : String(request.durationSeconds),
      (text) => checkDuration(text)?.message ?? (Number(text) > most ? `${why}.` : undefined),
    );
    if (value === undefined) return request;
    return value === "" ? rest : { ...rest, durationSeconds: Number(value) };
  };
}

function optionalActive<T>(active: T | undefined): { readonly active?: T } {
  return active === undefined ? {} : { active };
}

function durationInWords(seconds: number): string {
  if (seconds % 3600 === 0) return vscode.l10n.t("{0} h", seconds / 3600);
  return seconds % 60 === 0 ? vscode.l10n.t("{0} min", seconds / 60) : vscode.l10n.t("{0} s", seconds);
}

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
    {
      title: vscode.l10n.t("Tags that stay on through role chaining"),
      canPickMany: true,
      ignoreFocusOut: true,
    },
  );
  if (picked === undefined) return request;
  const rest = without(request, "transitiveTagKeys");
  return picked.length === 0 ? rest : { ...rest, transitiveTagKeys: picked.map(({ label }) => label) };
};

/** The open policy, or a file that is chosen by hand and may lie anywhere; what is no policy is not sent. */
const sessionPolicy: Change = async (request) => {
  const document = vscode.window.activeTextEditor?.document;
  const kind = document && kindOf(document);
  const open = document !== undefined && (kind === "identity" || kind === "session");
  const fromFile = { label: vscode.l10n.t("$(folder-opened) Choose a file…") };
  const fromEditor = {
    label: vscode.l10n.t("$(go-to-file) The open policy"),
    description: document === undefined ? "" : vscode.workspace.asRelativePath(document.uri),
  };
  const none = { label: vscode.l10n.t("$(circle-slash) Send none") };
  const picked = await pickStep({
    title: vscode.l10n.t("Session policy"),
    back: true,
    placeholder: vscode.l10n.t("The session may do what both the role and this policy allow"),
    items: [...(open ? [fromEditor] : []), fromFile, ...(request.sessionPolicy === undefined ? [] : [none])],
  });
  if (picked === undefined || picked === back) return request;
  if (picked === none) return without(request, "sessionPolicy");
  const text = picked === fromEditor ? document?.getText() : await textOfChosenFile();
  if (text === undefined) return request;
  const [problem] = parsePolicy(text).problems;
  if (problem === undefined) return { ...request, sessionPolicy: text };
  await vscode.window.showErrorMessage(
    plainMessage(vscode.l10n.t("The session policy is not sent: {0}", problem.message)),
  );
  return request;
};

async function textOfChosenFile(): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Session policy"),
      filters: { JSON: ["json", "jsonc"] },
    })) ?? [];
  return uri === undefined ? undefined : (await vscode.workspace.openTextDocument(uri)).getText();
}

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

/** Undefined where the user went back or gave up: both lead to the list of options. */
async function input(
  title: string,
  value: string,
  check: (text: string) => string | undefined,
): Promise<string | undefined> {
  const answer = await textStep({
    title,
    value,
    back: true,
    prompt: vscode.l10n.t("Leave it empty to send none."),
    check: (text) => (text === "" ? undefined : check(text)),
  });
  return answer === back ? undefined : answer;
}
