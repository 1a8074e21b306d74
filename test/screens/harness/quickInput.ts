import type { Locator, Page } from "playwright-core";

/** A quick pick, an input box or the palette, as it is open on the screen. */
export class QuickInput {
  private readonly widget: Locator;

  private constructor(widget: Locator) {
    this.widget = widget;
  }

  static async opened(page: Page): Promise<QuickInput> {
    const widget = page.locator(".quick-input-widget:visible");
    await widget.waitFor();
    return new QuickInput(widget);
  }

  /** What stands above the box. */
  async title(): Promise<string> {
    return (await this.widget.locator(".quick-input-title").innerText()).trim();
  }

  async placeholder(): Promise<string> {
    return (
      (await this.widget.locator("input[type=text], input[type=password]").getAttribute("placeholder")) ?? ""
    );
  }

  /** The prompt or the validation message of an input box. */
  async message(): Promise<string> {
    return (await this.widget.locator(".quick-input-message").innerText()).trim();
  }

  /** Waits until the prompt or the validation message contains the text: a check of what was typed comes after it. */
  async waitForMessage(text: string): Promise<void> {
    await this.widget.locator(".quick-input-message").filter({ hasText: text }).waitFor();
  }

  /** Whether what is typed is hidden. */
  async isPassword(): Promise<boolean> {
    return (await this.widget.locator("input[type=password]").count()) > 0;
  }

  /** Labels of the items on the screen, without descriptions. */
  async labels(): Promise<readonly string[]> {
    await this.rows().first().waitFor();
    return (await this.rows().locator(".quick-input-list-row:first-child .label-name").allInnerTexts()).map(
      plain,
    );
  }

  /** Items on the screen with all their text: label, description, detail. */
  async items(): Promise<readonly string[]> {
    await this.rows().first().waitFor();
    return (await this.rows().allInnerTexts()).map(plain);
  }

  /** Whether an item with exactly this label is there within that many milliseconds. */
  async offers(label: string, withinMs: number): Promise<boolean> {
    try {
      await this.row(label).waitFor({ timeout: withinMs });
      return true;
    } catch {
      return false;
    }
  }

  /** Picks the item with exactly this label. */
  async pick(label: string): Promise<void> {
    await this.row(label).click();
  }

  /** Picks the first item whose text contains these words. */
  async pickFirst(words: string): Promise<void> {
    await this.rows().filter({ hasText: words }).first().click();
  }

  /** Presses the button of an item, by its tooltip. */
  async pressOnItem(label: string, button: string): Promise<void> {
    const row = this.row(label);
    await row.hover();
    await row.locator(`.quick-input-list-entry-action-bar a[aria-label^="${button}"]`).click();
  }

  /** Checks all items that the filter leaves, in a list with check boxes. */
  async checkAll(): Promise<void> {
    await this.widget.locator(".quick-input-header").getByRole("checkbox").first().click();
  }

  /** Puts a text into the box. */
  async type(text: string): Promise<void> {
    await this.widget.locator("input[type=text], input[type=password]").fill(text);
  }

  /** Puts a text into the box and accepts it. */
  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.widget.page().keyboard.press("Enter");
  }

  async cancel(): Promise<void> {
    await this.widget.page().keyboard.press("Escape");
  }

  private row(label: string): Locator {
    const text = this.widget.page().locator(".label-name").getByText(label, { exact: true });
    return this.rows().filter({ has: text }).first();
  }

  private rows(): Locator {
    return this.widget.locator(".quick-input-list .monaco-list-row");
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
