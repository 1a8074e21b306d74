import * as vscode from "vscode";
import type { Live, LiveRequest, LiveResult } from "../../core/livePort.ts";
import type { Plan } from "../../core/profiles/model.ts";
import { prepareRun, subjectOf } from "../liveChecks/liveCommand.ts";
import type { LiveParts } from "../liveChecks/liveParts.ts";
import { profileOfArgument } from "../views/profileArgument.ts";
import { sessionOfArgument } from "./sessionArgument.ts";

/**
 * The plan of what a command was called on: a session's row, a profile's row, or the open document. The user has agreed
 * to it. Undefined when the user gave up or was told what is missing.
 */
export async function planOfArgument(parts: LiveParts, argument: unknown): Promise<Plan | undefined> {
  const session = sessionOfArgument(argument);
  if (session !== undefined) return (await parts.runner.confirm(session)) ? session.plan : undefined;
  const subject = await subjectOf(parts, profileOfArgument(argument)?.name);
  return (await prepareRun(parts, subject, undefined))?.plan;
}

/** Runs a call whose answer goes somewhere else than into a report; a failure is shown. */
export async function valueOrShown<T>(
  parts: LiveParts,
  title: string,
  plan: Plan,
  call: (live: Live, request: LiveRequest) => Promise<LiveResult<T>>,
): Promise<T | undefined> {
  const result = await parts.runner.run(title, plan, call);
  if (result.kind === "ok") return result.value;
  if (result.kind === "failed") {
    const open =
      result.failure.look === "profile"
        ? () => vscode.window.showTextDocument(parts.store.uri("config"))
        : undefined;
    await parts.runner.showFailure(result.failure, open);
  }
  return undefined;
}
