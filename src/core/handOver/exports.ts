import { shellWord, type Shell } from "./shellWord.ts";

/**
 * Lines that set variables and unset others, to be pasted into a shell; each line ends with a line feed, so that the
 * last one runs too. Undefined where the shell cannot hold a value.
 */
export function exportLines(
  shell: Shell,
  variables: Readonly<Record<string, string>>,
  unset: readonly string[],
): string | undefined {
  const lines: string[] = unset.map((name) => unsetLine(shell, name));
  for (const [name, value] of Object.entries(variables)) {
    const line = setLine(shell, name, value);
    if (line === undefined) return undefined;
    lines.push(line);
  }
  return lines.map((line) => `${line}\n`).join("");
}

function setLine(shell: Shell, name: string, value: string): string | undefined {
  const word = shellWord(shell, value);
  if (word === undefined) return undefined;
  switch (shell) {
    case "bash":
      return `export ${name}=${word}`;
    case "fish":
      return `set -gx ${name} ${word}`;
    case "powershell":
      return `$Env:${name} = ${word.startsWith("'") ? word : `'${word}'`}`;
    case "cmd":
      // The quotes stand around name and value: around the value alone they would become a part of it.
      return `set "${name}=${word.replace(/^"|"$/g, "")}"`;
  }
}

function unsetLine(shell: Shell, name: string): string {
  switch (shell) {
    case "bash":
      return `unset ${name}`;
    case "fish":
      return `set -e ${name}`;
    case "powershell":
      return `Remove-Item Env:${name} -ErrorAction Ignore`;
    case "cmd":
      return `set "${name}="`;
  }
}
