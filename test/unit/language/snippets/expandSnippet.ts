/**
 * A snippet as the editor would leave it when every tab stop is skipped: defaults stay, a choice takes its entry
 * `choice`, a mirror repeats its stop. Throws on what VS Code's snippet syntax does not know.
 * https://code.visualstudio.com/docs/editing/userdefinedsnippets#_snippet-syntax
 */
export function expandSnippet(body: string, choice = 0): string {
  const defaults = new Map<string, string>();
  let text = "";
  for (let i = 0; i < body.length;) {
    const rest = body.slice(i);
    const escaped = /^\\([$}\\])/.exec(rest);
    const mirror = /^\$(\d+)/.exec(rest);
    const withDefault = /^\$\{(\d+):((?:\\.|[^\\}$])*)\}/.exec(rest);
    const choices = /^\$\{(\d+)\|((?:\\.|[^\\|])*)\|\}/.exec(rest);
    if (escaped !== null) {
      text += escaped[1] ?? "";
      i += escaped[0].length;
    } else if (withDefault !== null) {
      const value = (withDefault[2] ?? "").replace(/\\([$}\\])/g, "$1");
      define(withDefault[1] ?? "", value);
      text += value;
      i += withDefault[0].length;
    } else if (choices !== null) {
      const values = (choices[2] ?? "").split(",");
      const value = values[Math.min(choice, values.length - 1)] ?? "";
      define(choices[1] ?? "", value);
      text += value;
      i += choices[0].length;
    } else if (mirror !== null) {
      const value = defaults.get(mirror[1] ?? "");
      if (value === undefined) throw new Error(`Stop ${mirror[0]} has no default before it.`);
      text += value;
      i += mirror[0].length;
    } else {
      const char = body.charAt(i);
      if (char === "$") throw new Error(`Not a snippet: ${rest.slice(0, 40)}`);
      text += char;
      i++;
    }
  }
  return text;

  function define(stop: string, value: string): void {
    if (defaults.has(stop)) throw new Error(`Stop ${stop} is defined twice.`);
    defaults.set(stop, value);
  }
}

/** The numbers of a snippet's tab stops, in ascending order. */
export function tabStops(body: string): number[] {
  const found = new Set([...body.matchAll(/\$\{?(\d+)/g)].map((match) => Number(match[1])));
  return [...found].sort((a, b) => a - b);
}
