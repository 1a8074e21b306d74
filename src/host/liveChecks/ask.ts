import * as vscode from "vscode";
import { roleArnProblem } from "../../core/arn.ts";
import {
  fillPlaceholders,
  fillPlaceholdersInJson,
  findPlaceholders,
  placeholderValueProblem,
  type Placeholder,
} from "../../core/placeholder.ts";
import type { BucketCandidate, HopRequest, RoleCandidate, Target } from "../../core/openConfig/model.ts";

/** What the user is asked before a live call. Every function answers undefined when the user gives up. */
export class Questions {
  /** Answers of this window, so that the same placeholder is asked once. Account ids and names, never a secret. */
  readonly #answers = new Map<string, string>();

  /** The role to assume: the only one, or the picked one. */
  async role(candidates: readonly RoleCandidate[]): Promise<RoleCandidate | undefined> {
    if (candidates.length < 2) return candidates[0];
    const items = candidates.map((candidate) => ({
      label: candidate.hops.at(-1)?.roleArn ?? "",
      description: candidate.hops.length > 1 ? vscode.l10n.t("{0} hops", candidate.hops.length) : "",
      detail: candidate.origin,
      candidate,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t("Assume Role"),
      placeHolder: vscode.l10n.t("Which role?"),
      matchOnDetail: true,
    });
    return picked?.candidate;
  }

  /** The ARN of the role that a trust policy belongs to: nothing in the document says it. */
  roleOfTrustPolicy(): Thenable<string | undefined> {
    return vscode.window.showInputBox({
      title: vscode.l10n.t("Role of this trust policy"),
      prompt: vscode.l10n.t("ARN of the role whose trust policy is open. It is remembered for this file."),
      placeHolder: "arn:aws:iam::111122223333:role/Deploy",
      ignoreFocusOut: true,
      validateInput: roleArnProblem,
    });
  }

  /** The bucket to list: the only one, the picked one, or one that is typed when the document names none. */
  async bucket(target: Target | undefined): Promise<BucketCandidate | undefined> {
    const candidates = target?.buckets ?? [];
    if (candidates.length === 1) return candidates[0];
    if (candidates.length === 0) return this.#typedBucket();
    const items = candidates.map((candidate) => ({
      label: `s3://${candidate.bucket}/${candidate.prefix}`,
      detail: candidate.origin,
      candidate,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t("List S3 Bucket"),
      placeHolder: vscode.l10n.t("Which bucket?"),
    });
    return picked?.candidate;
  }

  async #typedBucket(): Promise<BucketCandidate | undefined> {
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t("List S3 Bucket"),
      prompt: vscode.l10n.t("Bucket, with a prefix if you want one"),
      placeHolder: "s3://bucket/prefix/",
      ignoreFocusOut: true,
      validateInput: (text) =>
        parseS3Address(text) === undefined
          ? vscode.l10n.t("Type it as s3://bucket/prefix/ or bucket/prefix/")
          : undefined,
    });
    const address = typed === undefined ? undefined : parseS3Address(typed);
    return address && { ...address, origin: vscode.l10n.t("typed") };
  }

  /** The hops with every placeholder and wildcard replaced by what the user says. */
  async fillHops(hops: readonly HopRequest[]): Promise<HopRequest[] | undefined> {
    const filled: HopRequest[] = [];
    for (const hop of hops) {
      let roleArn = await this.fill(hop.roleArn);
      if (roleArn === undefined) return undefined;
      if (roleArnProblem(roleArn) !== undefined) {
        roleArn = await vscode.window.showInputBox({
          title: vscode.l10n.t("Complete the role ARN"),
          prompt: vscode.l10n.t("The document names {0}: type the role to assume.", hop.roleArn),
          value: roleArn,
          ignoreFocusOut: true,
          validateInput: roleArnProblem,
        });
        if (roleArn === undefined) return undefined;
      }
      const texts = await this.#fillAll(hop, [
        "sessionName",
        "externalId",
        "mfaSerial",
        "sourceIdentity",
        "sessionPolicy",
      ]);
      if (texts === undefined) return undefined;
      filled.push({ ...hop, ...texts, roleArn });
    }
    return filled;
  }

  async #fillAll<K extends "sessionName" | "externalId" | "mfaSerial" | "sourceIdentity" | "sessionPolicy">(
    hop: HopRequest,
    names: readonly K[],
  ): Promise<Partial<Record<K, string>> | undefined> {
    const texts: Partial<Record<K, string>> = {};
    for (const name of names) {
      const text = hop[name];
      if (text === undefined) continue;
      const filled = await this.fill(
        text,
        name === "sessionPolicy" ? fillPlaceholdersInJson : fillPlaceholders,
      );
      if (filled === undefined) return undefined;
      texts[name] = filled;
    }
    return texts;
  }

  /** A text with its placeholders replaced; each distinct one is asked once in this window. */
  async fill(text: string, write = fillPlaceholders): Promise<string | undefined> {
    const values: Record<string, string> = {};
    for (const placeholder of findPlaceholders(text)) {
      const { name } = placeholder;
      const value = this.#answers.get(name) ?? (await askPlaceholder(placeholder, text));
      if (value === undefined) return undefined;
      this.#answers.set(name, value);
      values[name] = value;
    }
    return write(text, values);
  }

  /** The six-digit code of one MFA device. Never remembered. */
  mfaCode(serial: string): Thenable<string | undefined> {
    return askMfaCode(
      serial,
      vscode.l10n.t("Six digits. A code works once: after a failed try wait for the next."),
    );
  }
}

/** The same with another sentence below the box, which a token takes away again. */
export function askMfaCode(
  serial: string,
  prompt: string,
  token?: vscode.CancellationToken,
): Thenable<string | undefined> {
  const title = vscode.l10n.t("MFA code for {0}", serial);
  return vscode.window.showInputBox(
    {
      title,
      prompt,
      password: true,
      ignoreFocusOut: true,
      validateInput: (code) => (/^\d{6}$/.test(code) ? undefined : vscode.l10n.t("Six digits")),
    },
    token,
  );
}

function askPlaceholder(placeholder: Placeholder, text: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Fill {0}", placeholder.text),
    prompt: vscode.l10n.t("{0} has a placeholder. Nothing is sent before it is filled.", text),
    ignoreFocusOut: true,
    validateInput: (value) =>
      placeholderValueProblem(placeholder.meaning, value) ??
      (findPlaceholders(value).length > 0 ? vscode.l10n.t("This is still a placeholder.") : undefined),
  });
}

/** Bucket name rules: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function parseS3Address(text: string): { bucket: string; prefix: string } | undefined {
  const match = /^(?:s3:\/\/)?([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text.trim());
  const bucket = match?.[1];
  return bucket === undefined ? undefined : { bucket, prefix: match?.[2] ?? "" };
}
