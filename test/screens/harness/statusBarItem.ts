import type { Locator, Page } from "playwright-core";
import { hoverText } from "./hover.ts";

/** An item of the status bar. */
export class StatusBarItem {
  private readonly item: Locator;
  /** Without its icon. */
  readonly text: string;

  private constructor(item: Locator, text: string) {
    this.item = item;
    this.text = text;
  }

  static async withText(page: Page, text: string): Promise<StatusBarItem> {
    const item = page.locator(".statusbar-item").filter({ hasText: text }).first();
    await item.waitFor();
    return new StatusBarItem(item, (await item.innerText()).trim());
  }

  /** What hovering over the item shows. */
  async tooltip(): Promise<string> {
    return hoverText(this.item);
  }

  async click(): Promise<void> {
    await this.item.click();
  }
}
