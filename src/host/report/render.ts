import type { LiveOutcome } from "../../core/liveChain/model.ts";
import type { AssumedRole, BucketPage, CallerIdentity, LiveFailure, Step } from "../../core/livePort.ts";
import type { Plan } from "../../core/profiles/model.ts";
import { hopOperations } from "../../core/profiles/plan.ts";
import { clockTime, dateTime } from "./time.ts";

export interface Report {
  readonly title: string;
  readonly plan: Plan;
  readonly finished: Date;
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly kind: "session"; readonly session: AssumedRole }
  | { readonly kind: "identity"; readonly identity: CallerIdentity; readonly comparison?: IdentityComparison }
  /** Oldest page first; never empty. */
  | { readonly kind: "listing"; readonly pages: readonly BucketPage[] }
  /** The hops and checks of a role config, each with what AWS answered in sentences. */
  | { readonly kind: "checks"; readonly checks: readonly CheckReport[] }
  | { readonly kind: "failed"; readonly failure: LiveFailure }
  | { readonly kind: "cancelled" };

export interface CheckReport {
  readonly label: string;
  readonly outcome: LiveOutcome;
  readonly lines: readonly string[];
}

export interface IdentityComparison {
  readonly matches: boolean;
  /** "Match: …" or "Mismatch: …", one sentence. */
  readonly sentence: string;
}

/** The label under a listing that was cut; the report's code lens stands on the line that holds it. */
export const moreLine = "… there is more";

/** The line of a session that was not made anew; the code lens that renews it stands there. */
export const reusedLine = "Session of an earlier run of the same plan";

/** The whole report as plain text: what was asked, hop by hop who we were, the answer or why there is none. */
export function renderReport(report: Report, sessionNotes: readonly string[] = []): string {
  return [
    report.title,
    `${verdict(report.outcome)} · live at ${clockTime(report.finished)}`,
    "",
    ...section(
      "Chain",
      report.steps.flatMap((step) => stepLines(step, report.finished)),
    ),
    ...section("Notes", [...sessionNotes, ...report.plan.notes]),
    ...outcomeLines(report.outcome),
  ].join("\n");
}

function verdict(outcome: Outcome): string {
  switch (outcome.kind) {
    case "cancelled":
      return "Cancelled";
    case "failed":
      return `Failed: ${outcome.failure.headline}`;
    case "identity":
      return outcome.comparison?.sentence ?? "Verified";
    case "checks": {
      const passed = outcome.checks.filter((check) => check.outcome === "passed").length;
      return `${passed} of ${outcome.checks.length} passed`;
    }
    case "session":
    case "listing":
      return "Allowed";
  }
}

function stepLines(step: Step, now: Date): string[] {
  switch (step.kind) {
    case "source":
      return [
        step.description,
        ...indent([step.identity?.arn ?? step.identityUnknown ?? "identity not asked"]),
      ];
    case "hop":
      return [
        `${step.index + 1}. ${hopOperations[step.hop.kind]} ${step.hop.roleArn}`,
        ...indent([`asked by ${step.hop.from}`, ...sessionLines(step.outcome, now)]),
      ];
    case "reusedSession":
      return [reusedLine, ...indent(sessionLines(step.outcome, now))];
    case "mfaSession":
      return [
        step.reused
          ? `MFA device ${step.device}: the session of an earlier code is used`
          : `GetSessionToken with a code of MFA device ${step.device}: no further code is asked for while its session lives`,
        ...indent(step.expiration === undefined ? [] : [expiry(new Date(step.expiration), now)]),
      ];
    case "redirect":
      return [`Bucket ${step.bucket} is in ${step.to}, not ${step.from}: asked there`];
  }
}

function sessionLines(session: AssumedRole, now: Date): string[] {
  return [
    ...line("as ", session.arn),
    ...(session.expiration === undefined ? [] : [expiry(new Date(session.expiration), now)]),
    ...line("source identity ", session.sourceIdentity),
    ...line("percent of the packed size limit used by session policies and tags: ", session.packedPolicySize),
    ...line("request ", session.requestId),
  ];
}

/** "expires 11:42 (in 60 min)" */
function expiry(at: Date, now: Date): string {
  return `expires ${clockTime(at)} (in ${Math.round((at.getTime() - now.getTime()) / 60_000)} min)`;
}

function outcomeLines(outcome: Outcome): string[] {
  switch (outcome.kind) {
    case "cancelled":
      return ["Nothing more was sent."];
    case "failed":
      return failureLines(outcome.failure);
    case "session":
      return section("Session", [
        outcome.session.arn ?? "The plan has no role: these are the first credentials.",
      ]);
    case "identity":
      return section("Caller identity", [
        `Arn      ${outcome.identity.arn}`,
        `Account  ${outcome.identity.account}`,
        ...line("UserId   ", outcome.identity.userId === "" ? undefined : outcome.identity.userId),
        ...line("Request  ", outcome.identity.requestId),
        ...line("", outcome.identity.note),
      ]);
    case "checks":
      return outcome.checks.flatMap(({ label, outcome: made, lines }) =>
        section(`${label}: ${made}`.replace(/[\r\n\u2028\u2029]+/g, "↵"), lines),
      );
    case "listing":
      return section(
        `s3://${outcome.pages[0]?.bucket ?? ""}/${outcome.pages[0]?.prefix ?? ""}`,
        listingLines(outcome.pages),
      );
  }
}

/** As `aws s3 ls` prints it: common prefixes first, then date, size and name relative to the prefix. */
function listingLines(pages: readonly BucketPage[]): string[] {
  const rows = pages.flatMap((page) => {
    const name = (key: string) => key.slice(page.prefix.lastIndexOf("/") + 1);
    return [
      ...page.commonPrefixes.map((prefix) => `${"PRE".padStart(30)} ${name(prefix)}`),
      ...page.objects.map(
        (object) =>
          `${dateTime(new Date(object.lastModified))} ${String(object.size).padStart(10)} ${name(object.key)}`,
      ),
    ];
  });
  if (rows.length === 0) rows.push("(nothing under this prefix)");
  if (pages.at(-1)?.continuationToken !== undefined) rows.push(moreLine);
  return rows;
}

function failureLines(failure: LiveFailure): string[] {
  const details = [
    ...line("code ", failure.code),
    ...line("HTTP status ", failure.httpStatus),
    ...line("endpoint ", failure.endpoint),
    ...line("request ", failure.requestId),
  ];
  return [
    ...section("The service said", failure.serviceMessage === undefined ? [] : [failure.serviceMessage]),
    ...section("Why", failure.causes.map(numbered)),
    ...section("What to do", failure.fixes.map(numbered)),
    ...section("Details", details),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...indent(lines), ""];
}

function indent(lines: readonly string[]): string[] {
  // A key or a message may hold line breaks; they must not look like lines of the report.
  return lines.map((text) => `  ${text.replace(/[\r\n\u2028\u2029]+/g, "↵")}`);
}

function numbered(text: string, index: number): string {
  return `${index + 1}. ${text}`;
}

function line(label: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [`${label}${value}`];
}
