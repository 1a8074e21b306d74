import { LineIndex } from "../text/lineIndex.ts";
import type { Reached } from "../livePort.ts";
import { withoutPassword } from "../profiles/endpointText.ts";
import { visible } from "../text/visible.ts";
import type { AwsFileKind } from "../awsFiles/model.ts";
import type { Span } from "../text/span.ts";
import { octal } from "./fileFindings.ts";
import type { SetupFacts, SetupFinding, SetupFix } from "./model.ts";
import { ssoSignedIn } from "./ssoFindings.ts";

/** The report of a set-up: its text, what in it leads to a file, and what can be done about a line. Offsets of the text. */
export interface SetupReport {
  readonly text: string;
  readonly links: readonly {
    readonly span: Span;
    readonly file: AwsFileKind;
    /** From 0. */
    readonly line: number;
    readonly character: number;
  }[];
  readonly fixes: readonly { readonly offset: number; readonly fix: SetupFix }[];
}

/** What the endpoints answered, or why none was asked, in words. */
export type Endpoints = { readonly reached: readonly Reached[] } | { readonly notAsked: string };

const groups = [
  { severity: "error", title: "Does not work" },
  { severity: "warning", title: "Take care" },
  { severity: "information", title: "Good to know" },
] as const;

const kinds = ["config", "credentials"] as const;

/**
 * Everything that was found, the worst first, then what is in order: to read, to act on, and to show to others. No
 * secret is in it. `time` is a local time of day, `host` the machine's name.
 */
export function setupReport(
  facts: SetupFacts,
  findings: readonly SetupFinding[],
  endpoints: Endpoints,
  { host, time }: { readonly host: string; readonly time: (ms: number) => string },
): SetupReport {
  const page = new Page(facts);
  page.line(`AWS set-up of ${host}`);
  page.line(`Checked at ${time(facts.now)}: ${summary(findings)}. No secret is in this report.`);
  for (const { severity, title } of groups) {
    const found = findings.filter((finding) => finding.severity === severity);
    if (found.length > 0)
      page.section(title, () => {
        found.forEach((finding) => {
          page.finding(finding);
        });
      });
  }
  page.section("Files", () => {
    kinds.forEach((kind) => {
      page.file(kind);
    });
  });
  const signedIn = ssoSignedIn(facts);
  if (signedIn.length > 0) {
    page.section("Sign-ins", () => {
      for (const { name, until, renewableUntil } of signedIn) {
        const renewed =
          renewableUntil === undefined ? "" : `; tools renew it until ${dayAndTime(renewableUntil)}`;
        page.line(`  ${name}: signed in until ${dayAndTime(until)}${renewed}`);
      }
    });
  }
  const variables = awsVariables(facts.environment);
  page.section("AWS variables of the editor's environment", () => {
    if (variables.length === 0) page.line("  none is set");
    const width = Math.max(...variables.map(([name]) => name.length));
    for (const [name, value] of variables) page.line(`  ${name.padEnd(width)}  ${value}`);
  });
  page.section("Endpoints", () => {
    if ("notAsked" in endpoints) page.line(`  ${endpoints.notAsked}`);
    else for (const reached of endpoints.reached) page.line(`  ${answerLine(reached)}`);
  });
  return page;
}

class Page implements SetupReport {
  text = "";
  readonly links: SetupReport["links"][number][] = [];
  readonly fixes: SetupReport["fixes"][number][] = [];
  readonly #indexes = new Map<AwsFileKind, LineIndex>();

  constructor(private readonly facts: SetupFacts) {}

  line(words: string): void {
    this.text += `${visible(words)}\n`;
  }

  section(title: string, body: () => void): void {
    this.text += `\n${title}\n`;
    body();
  }

  finding({ message, place, fix }: SetupFinding): void {
    if (fix !== undefined) this.fixes.push({ offset: this.text.length, fix });
    this.line(`  ${message}`);
    const text = place && this.facts.files[place.file]?.text;
    if (place === undefined || text === undefined) return;
    let index = this.#indexes.get(place.file);
    if (index === undefined) this.#indexes.set(place.file, (index = new LineIndex(text)));
    const { line, character } = index.position(place.span.start);
    this.#link(place.file, { line, character }, `:${line + 1}:${character + 1}`);
  }

  file(kind: AwsFileKind): void {
    const { paths, disk, files, profiles } = this.facts;
    const entry = disk.stat(paths[kind]);
    const count = profiles.profiles.filter(({ places }) => places.some(({ file }) => file === kind)).length;
    const words =
      entry === undefined
        ? "not there"
        : [
            entry.mode === undefined ? undefined : `mode ${octal(entry.mode)}`,
            files[kind] === undefined ? undefined : `${count} ${count === 1 ? "profile" : "profiles"}`,
          ]
            .filter((part) => part !== undefined)
            .join(", ");
    if (entry?.kind !== "file") this.line(`  ${paths[kind]}  ${words}`);
    else this.#link(kind, { line: 0, character: 0 }, "", `  ${words}`, "  ");
  }

  /** A line with a path that leads to the file. */
  #link(
    file: AwsFileKind,
    at: { readonly line: number; readonly character: number },
    position: string,
    behind = "",
    before = "    ",
  ): void {
    const start = this.text.length + before.length;
    const place = visible(`${this.facts.paths[file]}${position}`);
    this.line(`${before}${place}${behind}`);
    this.links.push({ span: { start, end: start + place.length }, file, ...at });
  }
}

function summary(findings: readonly SetupFinding[]): string {
  const counts = groups.flatMap(({ severity }) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const noun = { error: "error", warning: "warning", information: "note" }[severity];
    return count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`];
  });
  return counts.length === 0 ? "nothing is wrong" : counts.join(", ");
}

/** UTC to the minute: a sign-in may end on another day. */
function dayAndTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Variables whose values are no secret. https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html */
const harmless =
  /^AWS_(PROFILE|DEFAULT_PROFILE|REGION|DEFAULT_REGION|DEFAULT_OUTPUT|CONFIG_FILE|SHARED_CREDENTIALS_FILE|ENDPOINT_URL(_\w+)?|IGNORE_CONFIGURED_ENDPOINT_URLS|ROLE_ARN|ROLE_SESSION_NAME|WEB_IDENTITY_TOKEN_FILE|CA_BUNDLE|EC2_METADATA_(DISABLED|SERVICE_ENDPOINT|SERVICE_ENDPOINT_MODE|V1_DISABLED)|MAX_ATTEMPTS|RETRY_MODE|STS_REGIONAL_ENDPOINTS|USE_(FIPS|DUALSTACK)_ENDPOINT|SDK_LOAD_CONFIG|PAGER|ACCOUNT_ID)$/;

function awsVariables(environment: SetupFacts["environment"]): readonly (readonly [string, string])[] {
  return Object.entries(environment)
    .flatMap(([name, value]): [string, string][] => {
      if (!name.startsWith("AWS_") || value === undefined || value === "") return [];
      return [[name, harmless.test(name) ? withoutPassword(value) : "is set"]];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function answerLine(reached: Reached): string {
  if (reached.kind === "unreachable") return `${reached.address}: ${reached.reason}`;
  const { address, clockAheadSeconds: seconds, proxy } = reached;
  const answered = `${address}: answered${proxy === undefined ? "" : ` through the proxy ${proxy.address}`}`;
  if (seconds === undefined) return answered;
  const clock =
    seconds === 0
      ? "its clock and this machine's agree"
      : `its clock is ${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"} this machine's`;
  return `${answered}, ${clock}`;
}
