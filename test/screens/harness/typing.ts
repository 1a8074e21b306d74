import type { Page } from "playwright-core";
import { happens, repeatUntil } from "./repeat.ts";

/** The keyboard in the active editor, and what the editor shows while one types. */
export class Typing {
  constructor(private readonly page: Page) {}

  /** Types, as a person does. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Accepts a suggestion with the keyboard alone, once it is the one that is chosen. */
  async accept(label: string): Promise<void> {
    const widget = this.page.locator(".suggest-widget.visible");
    const focused = widget.locator(".monaco-list-row.focused .label-name").getByText(label, { exact: true });
    await repeatUntil(this.page, `${label} is suggested`, async () => {
      if (await happens(focused.waitFor({ timeout: 2000 }))) return true;
      await this.page.keyboard.press("ControlOrMeta+Space");
      return false;
    });
    await this.page.keyboard.press("Enter");
    await widget.waitFor({ state: "hidden" });
  }

  /** How often a label stands in the list of suggestions that is open. */
  async timesSuggested(label: string): Promise<number> {
    return this.page
      .locator(".suggest-widget.visible .monaco-list-row .label-name")
      .getByText(label, { exact: true })
      .count();
  }

  /** Waits until so many places of the editor are underlined as errors or warnings. */
  async waitForUnderlined(kind: "error" | "warning", count: number): Promise<void> {
    const marks = this.page.locator(`.editor-group-container.active .squiggly-${kind}`);
    await repeatUntil(
      this.page,
      `${count} places are underlined`,
      async () => (await marks.count()) === count,
    );
  }

  /** What the language status in the status bar says when it is opened. */
  async languageStatus(): Promise<string> {
    const item = this.page.locator('.statusbar-item[id="status.languageStatus"]');
    const hover = this.page.locator(".monaco-hover:visible .hover-language-status");
    await repeatUntil(this.page, "the language status is shown", async () => {
      await item.hover();
      return happens(hover.first().waitFor({ timeout: 2000 }));
    });
    return (await hover.allInnerTexts()).join("\n");
  }
}
