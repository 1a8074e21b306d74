import type { Page } from "playwright-core";

/** Tries again and again, for what the page gives no event of. `what` completes "it did not happen that …". */
export async function repeatUntil(
  page: Page,
  what: string,
  attempt: () => Promise<boolean>,
  timeoutMs = 90_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await attempt())) {
    if (Date.now() > end) throw new Error(`Within ${timeoutMs} ms it did not happen that ${what}.`);
    await page.waitForTimeout(50);
  }
}

/** Whether something came true before its own time-out, which is no failure here. */
export function happens(action: Promise<unknown>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}
