import type { Locator } from "playwright-core";
import { hoverText } from "./hover.ts";
import { happens, repeatUntil } from "./repeat.ts";

/** A row of a tree view on the screen. */
export class TreeRow {
  private readonly row: Locator;
  readonly label: string;
  readonly description: string;
  /** 1 for a row at the root. */
  readonly level: number;

  private constructor(row: Locator, label: string, description: string, level: number) {
    this.row = row;
    this.label = label;
    this.description = description;
    this.level = level;
  }

  static async read(row: Locator): Promise<TreeRow> {
    // In one go: the tree may draw the row anew between two questions.
    const [label, description, level] = await row.evaluate((element) => [
      ...[".label-name", ".label-description"].map((selector) =>
        [...element.querySelectorAll<HTMLElement>(selector)].map(({ innerText }) => innerText).join(" "),
      ),
      element.getAttribute("aria-level"),
    ]);
    return new TreeRow(row, label?.trim() ?? "", description?.trim() ?? "", Number(level));
  }

  /** What hovering over the row shows. */
  async tooltip(): Promise<string> {
    return hoverText(this.row.locator(".label-name").first());
  }

  async click(): Promise<void> {
    await this.row.click();
  }

  /** Presses one of the icons that show while the pointer is on the row. */
  async pressInline(action: string): Promise<void> {
    const icon = this.row.locator(`.actions [aria-label^="${action}"]`);
    await repeatUntil(this.row.page(), `'${action}' of the row is pressed`, async () => {
      await this.row.hover();
      return happens(icon.click({ timeout: 3000 }));
    });
  }

  /** Picks from the context menu of the row. */
  async pickFromMenu(action: string): Promise<void> {
    const page = this.row.page();
    const menu = page.locator(".monaco-menu");
    const item = menu.getByRole("menuitem", { name: action, exact: true });
    await repeatUntil(page, `the menu runs '${action}'`, async () => {
      if (!(await menu.first().isVisible())) await this.row.click({ button: "right" });
      // A menu takes no click in the first moments after it opens.
      return (
        (await happens(item.click({ timeout: 3000 }))) &&
        (await happens(menu.first().waitFor({ state: "detached", timeout: 3000 })))
      );
    });
  }

  async expand(): Promise<void> {
    if ((await this.row.getAttribute("aria-expanded")) === "false")
      await this.row.locator(".monaco-tl-twistie").click();
  }
}
