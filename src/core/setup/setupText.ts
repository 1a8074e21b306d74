import { LineIndex } from "../text/lineIndex.ts";
import { visible } from "../text/visible.ts";
import type { SetupFacts, SetupFinding } from "./model.ts";

const order = { error: 0, warning: 1, information: 2 } as const;

/** One line for each finding, the worst first: "warning: …", with its place in front where a file says it. */
export function setupLines(
  { paths, files }: Pick<SetupFacts, "paths" | "files">,
  findings: readonly SetupFinding[],
): string[] {
  const sorted = [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
  return sorted.map(({ severity, message, place }) => {
    const text = place === undefined ? undefined : files[place.file]?.text;
    if (place === undefined || text === undefined) return visible(`${severity}: ${message}`);
    const { line, character } = new LineIndex(text).position(place.span.start);
    return visible(`${paths[place.file]}:${line + 1}:${character + 1}: ${severity}: ${message}`);
  });
}
