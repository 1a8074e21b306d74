import type { Page } from "playwright-core";
import { readManifest } from "../repository.ts";

/**
 * Waits until the workbench in a page shows our view container, opens it, and waits for the first rows of its view,
 * which come from the running extension. Answers their text.
 */
export async function openOurView(page: Page): Promise<readonly string[]> {
  const title = readManifest().contributes.viewsContainers.activitybar[0]?.title ?? "";
  await page
    .locator(`.activitybar .action-item [aria-label^="${title}"]`)
    .first()
    .click({ timeout: 120_000 });
  const rows = page.locator(".sidebar .customview-tree .monaco-list-row");
  await rows.first().waitFor({ timeout: 60_000 });
  return (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
}
