/** The shells that text is written for. `bash` stands for every POSIX shell: sh, zsh, dash, ksh. */
export const shells = ["bash", "fish", "powershell", "cmd"] as const;
export type Shell = (typeof shells)[number];

/** What of the characters that mostly mean themselves does not: `=ls` is the path of `ls` in zsh, also behind a colon. */
const special: Readonly<Record<Shell, RegExp>> = {
  bash: /(?:^|:)=/,
  fish: /(?!)/,
  powershell: /^[-@]|,/,
  cmd: /(?!)/,
};

/**
 * A text as one word of a shell, which expands nothing in it; undefined where that shell cannot hold it: cmd expands
 * `%NAME%` inside quotes too and has no escape for a quote or a line end.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 * https://fishshell.com/docs/current/language.html#quotes
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export function shellWord(shell: Shell, text: string): string | undefined {
  // A NUL ends an argument in every system.
  if (text.includes("\0")) return undefined;
  if (/^[\w@+=:,./-]+$/.test(text) && !special[shell].test(text)) {
    return shell === "cmd" && /[=,]/.test(text) ? `"${text}"` : text;
  }
  switch (shell) {
    case "bash":
      return `'${text.replaceAll("'", String.raw`'\''`)}'`;
    case "fish":
      return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
    case "powershell":
      // PowerShell takes typographic quotes for straight ones; all of them are doubled.
      return `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
    case "cmd":
      return /["%!\r\n^]/.test(text) ? undefined : `"${text}"`;
  }
}
