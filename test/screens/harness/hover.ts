import type { Locator } from "playwright-core";

/** What hovering over something shows. */
export async function hoverText(target: Locator): Promise<string> {
  const page = target.page();
  const hover = page.locator(".monaco-hover:visible");
  // What another place still shows has to go first.
  await page.mouse.move(700, 2);
  await hover.first().waitFor({ state: "detached" });
  await target.hover();
  await hover.last().waitFor();
  return (await hover.last().innerText()).trim();
}
