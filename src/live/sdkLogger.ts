import type { LiveRequest } from "../core/livePort.ts";
import type { Redactor } from "./redact.ts";

/** The logger interface of the SDK's clients and providers. */
export interface SdkLogger {
  trace(...content: readonly unknown[]): void;
  debug(...content: readonly unknown[]): void;
  info(...content: readonly unknown[]): void;
  warn(...content: readonly unknown[]): void;
  error(...content: readonly unknown[]): void;
}

/**
 * Hands the SDK's own log to ours, at level debug. The SDK logs inputs and outputs of commands, and its own filter
 * lets session tokens pass; so of an object only the names of the client and the command are kept.
 */
export function createSdkLogger(log: LiveRequest["log"], redactor: Redactor): SdkLogger {
  const write =
    (level: "debug" | "warning") =>
    (...content: readonly unknown[]): void => {
      // One line for every setting that nobody made.
      if (String(content[0]).startsWith("@smithy/property-provider")) return;
      const words = content.map(wordOf).filter((word) => word !== "");
      if (words.length > 0) log(level, redactor.text(`SDK: ${words.join(" ")}`));
    };
  return {
    trace: write("debug"),
    debug: write("debug"),
    info: write("debug"),
    warn: write("warning"),
    error: write("debug"),
  };
}

function wordOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (typeof content !== "object" || content === null) return "";
  if (content instanceof Error) return content.name;
  const { clientName, commandName, metadata, error } = content as Readonly<Record<string, unknown>>;
  return [
    typeof clientName === "string" ? clientName : "",
    typeof commandName === "string" ? commandName : "",
    error instanceof Error ? error.name : "",
    statusOf(metadata),
  ]
    .filter((word) => word !== "")
    .join(" ");
}

function statusOf(metadata: unknown): string {
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return "";
  return typeof metadata.httpStatusCode === "number" ? String(metadata.httpStatusCode) : "";
}
