import {
  StepCounts,
  type CheckedConfig,
  type CheckedRequest,
  type CheckedStep,
  type Place,
} from "./checkedConfig.ts";
import { counted } from "../core/text/counted.ts";

const liveMarks = { passed: "✓", failed: "✗", errored: "!", skipped: "–" } as const;
const marks = { passed: "✓", failed: "✗", undetermined: "?", cannotRun: "–" } as const;

/** For a terminal: every step in a line, and below those that are not as expected the reason with its place. */
export class CheckText {
  readonly #counts = new StepCounts();
  #text = "";

  add(config: CheckedConfig): void {
    const { file, problems, steps, live } = config;
    const lines = [file];
    for (const { range, severity, code, message } of problems) {
      lines.push(`  ${placeText({ file, range })}: ${severity} ${code} ${message}`);
    }
    if (live?.refused !== undefined) lines.push(`  AWS was not asked: ${live.refused}`);
    if (live?.caller !== undefined) lines.push(`  asked as ${live.caller}`);
    for (const step of steps) stepLines(lines, file, step);
    if (steps.length === 0) lines.push("  Nothing to check: it has no hop and no check.");
    this.#text += `${lines.join("\n")}\n`;
    this.#counts.add(config);
  }

  /** Ends with what was counted, and whose answers they are. */
  end(): string {
    const { configs, errors, steps, live } = this.#counts;
    const parts = [
      `${steps.passed} passed`,
      ...(steps.failed > 0 ? [`${steps.failed} failed`] : []),
      ...(steps.undetermined > 0 ? [`${steps.undetermined} undetermined`] : []),
      ...(steps.cannotRun > 0 ? [`${steps.cannotRun} cannot run`] : []),
      ...(errors > 0 ? [counted(errors, "error")] : []),
    ];
    const sum = `${counted(configs, "role config")}: ${parts.join(", ")}.`;
    const asked = live.passed + live.failed + live.errored;
    if (asked === 0) return `${this.#text}\n${sum} Simulated from the policies; AWS was not asked.\n`;
    const answers = [
      `${live.passed} as expected`,
      ...(live.failed > 0 ? [`${live.failed} not as expected`] : []),
      ...(live.errored > 0 ? [`${live.errored} without an answer`] : []),
      ...(live.skipped > 0 ? [`${live.skipped} not asked`] : []),
    ];
    return `${this.#text}\n${sum} Simulated from the policies.\nLive: ${answers.join(", ")}.\n`;
  }
}

/** The lines of one step, for a report of another form. */
export function stepText(file: string, step: CheckedStep): string {
  const lines: string[] = [];
  stepLines(lines, file, step);
  return lines.map((line) => line.trim()).join("\n");
}

function stepLines(lines: string[], file: string, step: CheckedStep): void {
  simulatedLines(lines, file, step);
  if (step.live === undefined) return;
  const { outcome, message, difference } = step.live;
  if (difference !== undefined) {
    lines.push(`      ≠ ${difference.headline}`, ...difference.causes.map((cause) => `        ${cause}`));
  }
  lines.push(`      live ${liveMarks[outcome]} ${message}`);
}

function simulatedLines(lines: string[], file: string, step: CheckedStep): void {
  const { name, outcome, expected, actual, message, range, requests } = step;
  const head = `  ${marks[outcome]} ${name}`;
  if (outcome === "passed") {
    lines.push(head);
    return;
  }
  if (outcome === "failed") lines.push(`${head}: expected ${expected}, is ${actual ?? "unknown"}`);
  else if (outcome === "undetermined") lines.push(`${head}: undetermined. ${message ?? ""}`);
  else lines.push(`${head}: cannot run. ${message ?? ""}`);
  if (requests.length === 0 && outcome !== "cannotRun") lines.push(`      ${placeText({ file, range })}`);
  for (const request of requests) requestLines(lines, request, message);
}

function requestLines(lines: string[], request: CheckedRequest, said: string | undefined): void {
  const { action, resource, outcome, reason, decidedBy, missing, problems } = request;
  lines.push(`      ${action} on ${resource}`);
  if (reason !== said) lines.push(`      ${reason}.`.replace(/\.\.$/, "."));
  for (const { sid, statement, ...place } of decidedBy) {
    lines.push(
      `        ${placeText(place)}  ${sid === undefined ? `statement ${statement + 1}` : `Sid '${sid}'`}`,
    );
  }
  for (const { place, nearest, lacksConditionOnly, suggestion } of outcome === "failed" ? missing : []) {
    if (place !== undefined)
      lines.push(`        ${placeText(place)}${nearest === undefined ? "" : `  ${nearest}`}`);
    // To add the statement as it stands would do away with the condition.
    const add = lacksConditionOnly ? "Meet the condition, or add" : "Add";
    lines.push(
      `        ${add}${place === undefined ? "" : ` to ${place.file}`}: ${JSON.stringify(suggestion)}`,
    );
  }
  for (const { message, place } of problems) lines.push(`        ${placeText(place)}  ${message}`);
}

/** `file:line:column`, counted from 1. */
export function placeText({ file, range }: Place): string {
  return range === undefined ? file : `${file}:${range.start.line + 1}:${range.start.character + 1}`;
}
