import type { Locator } from "playwright-core";
import { happens, repeatUntil } from "./repeat.ts";

/** What hovering over something shows. */
export async function hoverText(target: Locator): Promise<string> {
  const page = target.page();
  const hover = page.locator(".monaco-hover:visible");
  // What another place still shows has to go first; it may come late, and go only when the mouse moves again.
  let toTheLeft = false;
  await repeatUntil(page, "the hover of another place goes", async () => {
    toTheLeft = !toTheLeft;
    await page.mouse.move(toTheLeft ? 700 : 720, 2);
    return happens(hover.first().waitFor({ state: "detached", timeout: 500 }));
  });
  // A tree that draws itself anew in the meantime drops a hover that was on its way, and a mouse that rests asks for none.
  await repeatUntil(page, "a hover comes", async () => {
    await page.mouse.move(700, 2);
    await target.hover();
    return happens(hover.last().waitFor({ timeout: 3000 }));
  });
  return (await hover.last().innerText()).trim();
}
