import type { Locator, Page } from "playwright-core";

/** A notification on the screen. */
export class Notification {
  private readonly item: Locator;
  readonly message: string;

  private constructor(item: Locator, message: string) {
    this.item = item;
    this.message = message;
  }

  static async withText(page: Page, text: string): Promise<Notification> {
    const item = page
      .locator(".notifications-toasts .notification-list-item")
      .filter({ hasText: text })
      .first();
    await item.waitFor();
    return new Notification(item, await item.locator(".notification-list-item-message").innerText());
  }

  async buttons(): Promise<readonly string[]> {
    return this.item.locator(".notification-list-item-buttons-container .monaco-button").allInnerTexts();
  }

  async press(button: string): Promise<void> {
    await this.item.getByRole("button", { name: button, exact: true }).click();
  }

  async close(): Promise<void> {
    await this.item.hover();
    await this.item.locator(".codicon-notifications-clear").click();
    await this.waitUntilGone();
  }

  async waitUntilGone(): Promise<void> {
    await this.item.waitFor({ state: "detached" });
  }
}
