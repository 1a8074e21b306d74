import type { Locator, Page } from "playwright-core";

/** A modal dialog on the screen. */
export class Dialog {
  private readonly box: Locator;
  readonly message: string;

  private constructor(box: Locator, message: string) {
    this.box = box;
    this.message = message;
  }

  static async opened(page: Page): Promise<Dialog> {
    const box = page.locator(".monaco-dialog-box:visible");
    await box.waitFor();
    return new Dialog(box, (await box.locator(".dialog-message-container").innerText()).trim());
  }

  async buttons(): Promise<readonly string[]> {
    return this.box.locator(".dialog-buttons .monaco-button").allInnerTexts();
  }

  async press(button: string): Promise<void> {
    await this.box.getByRole("button", { name: button, exact: true }).click();
    await this.box.waitFor({ state: "hidden" });
  }
}
