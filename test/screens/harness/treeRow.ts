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
    const text = async (selector: string): Promise<string> =>
      (await row.locator(selector).allInnerTexts()).join(" ").trim();
    return new TreeRow(
      row,
      await text(".label-name"),
      await text(".label-description"),
      Number(await row.getAttribute("aria-level")),
    );
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
    await this.row.hover();
    await this.row.locator(`.actions [aria-label^="${action}"]`).click();
  }

  /** Picks from the context menu of the row. */
  async pickFromMenu(action: string): Promise<void> {
    const page = this.row.page();
    const menu = page.locator(".monaco-menu");
    await this.row.click({ button: "right" });
    // A menu takes no click in the first moments after it opens.
    await repeatUntil(page, `the menu runs '${action}'`, async () => {
      await happens(menu.getByRole("menuitem", { name: action, exact: true }).click({ timeout: 3000 }));
      return happens(menu.first().waitFor({ state: "detached", timeout: 1000 }));
    });
  }

  async expand(): Promise<void> {
    if ((await this.row.getAttribute("aria-expanded")) === "false")
      await this.row.locator(".monaco-tl-twistie").click();
  }
}
