import * as vscode from "vscode";
import { profileOfArgument } from "../views/profileArgument.ts";
import type { MachineWorkbench } from "../workbench.ts";

/** Copies the ARN of the role that the profile of a row assumes. */
export async function run(_workbench: MachineWorkbench, row: unknown): Promise<void> {
  const arn = profileOfArgument(row)?.roleArn;
  if (arn !== undefined) await vscode.env.clipboard.writeText(arn);
}
