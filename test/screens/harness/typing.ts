import type { Locator, Page } from "playwright-core";
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

  /** Waits until a suggestion is the one that is chosen. */
  async waitForSuggestion(label: string): Promise<void> {
    const focused = this.suggestions(".focused").getByText(label, { exact: true });
    await repeatUntil(this.page, `${label} is suggested`, async () => {
      if (await happens(focused.waitFor({ timeout: 2000 }))) return true;
      await this.page.keyboard.press("ControlOrMeta+Space");
      return false;
    });
  }

  /** Accepts a suggestion with the keyboard alone, once it is the one that is chosen. */
  async accept(label: string, key: "Enter" | "Tab" = "Enter"): Promise<void> {
    await this.waitForSuggestion(label);
    await this.page.keyboard.press(key);
    await this.suggestions(".focused").getByText(label, { exact: true }).waitFor({ state: "hidden" });
  }

  /** How often a label stands in the list of suggestions that is open; the built-in JSON service puts it in quotes. */
  async timesSuggested(label: string): Promise<number> {
    const labels = await this.suggestions().allInnerTexts();
    return labels.filter((text) => text.trim().replace(/^"(.*)"$/, "$1") === label).length;
  }

  /** Applies a quick fix at the caret with the keyboard alone; `look` while it is chosen. */
  async applyFix(title: string, look: () => Promise<unknown>): Promise<void> {
    const menu = this.page.locator(".action-widget:visible");
    const chosen = menu.locator(".monaco-list-row.focused").getByText(title, { exact: true });
    await repeatUntil(this.page, `the fix '${title}' is chosen`, async () => {
      if (!(await menu.isVisible())) {
        await this.page.keyboard.press("ControlOrMeta+.");
        await happens(menu.waitFor({ timeout: 3000 }));
      }
      if (await happens(chosen.waitFor({ timeout: 1000 }))) return true;
      if (await menu.isVisible()) await this.page.keyboard.press("ArrowDown");
      return false;
    });
    await look();
    await this.page.keyboard.press("Enter");
    await menu.waitFor({ state: "hidden" });
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

  private suggestions(which = ""): Locator {
    return this.page.locator(`.suggest-widget.visible .monaco-list-row${which} .label-name`);
  }
}
