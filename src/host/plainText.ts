import { visible } from "../core/text/visible.ts";

/**
 * A text from a file or from AWS as the label of a pick, a row or the status bar: VS Code draws `$(name)` in a label as
 * an icon, and marks that turn the direction of text would turn what stands beside it.
 */
export function plainLabel(text: string): string {
  return visible(text).replace(/\$\([a-z0-9-]+(?:~[a-z]+)?\)/gi, "\\$&");
}

/**
 * A message with such a text in it, for a notification: VS Code makes a link of `[words](command:…)` there, and a click
 * on it runs the command.
 */
export function plainMessage(text: string): string {
  return visible(text).replace(/\]\(/g, "] (");
}
