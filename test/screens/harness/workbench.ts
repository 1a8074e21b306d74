import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { removeFolderAtExit } from "../../../scripts/process/atExit.ts";
import { onceMore } from "../../../scripts/process/onceMore.ts";
import { outFolder, readManifest } from "../../../scripts/repository.ts";
import { launchBrowser } from "../../../scripts/vscode/browser.ts";
import { stageBrowserExtension, stageInstalledExtension } from "../../../scripts/vscode/stageExtension.ts";
import { startServer, type VsCodeServer } from "../../../scripts/vscode/server.ts";
import { installServer, type ServerInstall } from "../../../scripts/vscode/serverInstall.ts";
import { workbenchUrl } from "../../../scripts/vscode/workbenchUrl.ts";
import { memoryFolder, stageMemoryFiles } from "../../extensions/memoryFiles/stage.ts";
import { Dialog } from "./dialog.ts";
import { Notification } from "./notification.ts";
import { QuickInput } from "./quickInput.ts";
import { happens, repeatUntil } from "./repeat.ts";
import { StatusBarItem } from "./statusBarItem.ts";
import { TreeRow } from "./treeRow.ts";
import { Typing } from "./typing.ts";

export interface WorkbenchOptions {
  /** The folder to open. */
  readonly folder: string;
  /** Files in memory that are opened instead: a virtual workspace. Texts by path. */
  readonly virtual?: Readonly<Record<string, string>>;
  /** The whole environment of the editor: see makeFixtureHome. */
  readonly env: NodeJS.ProcessEnv;
  /** Settings of the machine. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * Settings of the user. VS Code takes some from nowhere else, such as `http.proxy`. The server that the tests use keeps
   * them on its disk.
   */
  readonly userSettings?: Readonly<Record<string, unknown>>;
  /** Ask whether the folder is trusted; every folder is trusted where left out. */
  readonly workspaceTrust?: boolean;
  /**
   * Where the extension comes from: the checkout (`desktop`, where left out), the checkout seen without a machine
   * (`browser`), or a folder that a VSIX was installed in.
   */
  readonly extension?: "desktop" | "browser" | { readonly installedIn: string };
}

/** How long a step may take on a slow, busy machine. */
const patienceMs = 60_000;

/** The views of our container, by their titles. */
export type OurView = "Profiles" | "Role Chain";

/** VS Code in a page, driven as a user does. Every method waits for what it needs, up to the time-out of the page. */
export class Workbench {
  readonly page: Page;
  private readonly browser: Browser;
  private readonly server: VsCodeServer;
  private readonly folder: string;

  private constructor(page: Page, browser: Browser, server: VsCodeServer, folder: string) {
    this.page = page;
    this.browser = browser;
    this.server = server;
    this.folder = folder;
  }

  /** Starts a server and a browser of its own, and waits until the workbench shows our view container. */
  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const install = await installServer(console.log);
    return onceMore("The workbench", console.log, () => Workbench.openWith(install, options));
  }

  private static async openWith(install: ServerInstall, options: WorkbenchOptions): Promise<Workbench> {
    const extension = options.extension ?? "desktop";
    const extensionsFolder =
      typeof extension === "string" ? mkdtempSync(join(tmpdir(), "extensions-")) : extension.installedIn;
    if (typeof extension === "string") removeFolderAtExit(extensionsFolder);
    if (extension === "desktop") stageInstalledExtension(extensionsFolder);
    if (options.virtual !== undefined)
      await stageMemoryFiles(
        extensionsFolder,
        extension === "browser" ? "browser" : "desktop",
        options.virtual,
      );
    const server = await startServer(install, {
      env: options.env,
      settings: options.settings ?? {},
      userSettings: options.userSettings ?? {},
      workspaceTrust: options.workspaceTrust ?? false,
      extensionsFolder,
      development: extension === "browser",
    });
    const browser = await launchBrowser(install);
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const workbench = new Workbench(page, browser, server, options.folder);
    const inBrowser = {
      folder: join(outFolder, "test/browser-extension"),
      kind: "browser",
    } as const;
    if (extension === "browser") stageBrowserExtension(inBrowser.folder);
    try {
      await page.goto(
        workbenchUrl({
          server: server.url,
          folder: options.virtual === undefined ? options.folder : memoryFolder,
          ...(extension === "browser" ? { extension: inBrowser } : {}),
        }),
      );
      await workbench.viewContainer().waitFor({ timeout: 2 * patienceMs });
      return workbench;
    } catch (error) {
      await workbench.screenshot("open-failed");
      await workbench.close();
      throw error;
    }
  }

  /** Where the server and the extension host keep their logs and their storage. */
  get dataFolder(): string {
    return this.server.dataFolder;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }

  /**
   * Puts away what a failed test may have left open, so that the next one can begin: dialogs, quick inputs, menus and
   * notifications. Takes a picture of it first. For `afterEach`.
   */
  async settleAfter(test: Mocha.Test | undefined): Promise<void> {
    if (test?.state === "failed") await this.screenshot(`failed-${test.title}`);
    const open = this.page.locator(
      ".monaco-dialog-box:visible, .quick-input-widget:visible, .monaco-menu:visible",
    );
    await this.until("nothing is left open", async () => {
      if ((await open.count()) === 0) return true;
      await this.page.keyboard.press("Escape");
      return false;
    });
    await this.runCommand("Notifications: Clear All Notifications");
  }

  /** Saves what is on the screen, 1400 × 900, as out/screens/NAME.png. Answers the path. */
  async screenshot(name: string): Promise<string> {
    const folder = join(outFolder, "screens");
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name.replace(/[^\w-]+/g, "-")}.png`);
    await this.page.screenshot({ path, animations: "disabled" });
    return path;
  }

  /** Our view container in the activity bar. */
  viewContainer(): Locator {
    const title = readManifest().contributes.viewsContainers.activitybar[0]?.title ?? "";
    return this.page
      .locator(".activitybar .action-item")
      .filter({ has: this.page.locator(`[aria-label^="${title}"]`) });
  }

  /** Shows our view container in the side bar, whether it is there already or not. */
  async showView(): Promise<void> {
    const item = this.viewContainer();
    if ((await item.getAttribute("class"))?.includes("checked") !== true) await item.click();
    // Away from the icon, whose own hover would come over the view.
    await this.page.mouse.move(700, 450);
    await item.and(this.page.locator(".checked")).waitFor();
  }

  /**
   * Runs a command of the palette by the words it has there: "Assume Role: Check Caller Identity". The palette lists what
   * is enabled when it opens: on a slow machine that may be before the extensions are known, and it is opened again.
   */
  async runCommand(title: string): Promise<void> {
    for (let left = 5; ; left--) {
      const input = await this.palette(`>${title}`);
      if (left === 0 || (await input.offers(title, 10_000))) {
        await input.pick(title);
        return;
      }
      await input.cancel();
      await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    }
  }

  /** Whether the palette offers a command under exactly these words. */
  async offersCommand(title: string): Promise<boolean> {
    const input = await this.palette(`>${title}`);
    const offered = (await input.labels()).includes(title);
    await input.cancel();
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    return offered;
  }

  /** The quick pick or input box that is open, or will be. */
  async quickInput(): Promise<QuickInput> {
    return QuickInput.opened(this.page);
  }

  /** The quick pick or input box under this title; the palette that called it may still be closing. */
  async question(title: string): Promise<QuickInput> {
    await this.page
      .locator(".quick-input-widget:visible .quick-input-title")
      .filter({ hasText: title })
      .waitFor();
    return this.quickInput();
  }

  /** The notification whose message contains the text; waits for it. */
  async notification(text: string): Promise<Notification> {
    return Notification.withText(this.page, text);
  }

  /** The messages of all notifications on the screen now. */
  async notifications(): Promise<readonly string[]> {
    return this.page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts();
  }

  /** The modal dialog that is open, or will be. */
  async dialog(): Promise<Dialog> {
    return Dialog.opened(this.page);
  }

  /** Opens a file of the workspace by its path and waits until its editor is the active one. */
  async openFile(path: string): Promise<void> {
    const name = relative(this.folder, join(this.folder, path)).replaceAll("\\", "/");
    const input = await this.palette(name);
    await input.pickFirst(name.slice(name.lastIndexOf("/") + 1));
    await this.activeTab(name.slice(name.lastIndexOf("/") + 1)).waitFor();
    await this.page.locator(".editor-group-container.active .monaco-editor .view-line").first().waitFor();
  }

  /** Opens a file by the Explorer, where Quick Open finds none: in a virtual workspace. Folders on the way are opened. */
  async openInExplorer(path: string): Promise<void> {
    await this.runCommand("View: Show Explorer");
    const parts = path.split("/");
    for (const [index, name] of parts.entries()) {
      const row = this.page
        .locator(".explorer-folders-view .monaco-list-row")
        .filter({ has: this.page.locator(".label-name").getByText(name, { exact: true }) })
        .first();
      await row.waitFor();
      if (index === parts.length - 1) await row.dblclick();
      else if ((await row.getAttribute("aria-expanded")) === "false") await row.click();
    }
    await this.activeTab(parts.at(-1) ?? "").waitFor();
    await this.page.locator(".editor-group-container.active .monaco-editor .view-line").first().waitFor();
  }

  /** The tab of the active editor, if it has this title. */
  activeTab(title: string): Locator {
    return this.page.locator(".editor-group-container.active .tab.active").filter({ hasText: title });
  }

  /** The whole text of the active editor, by way of the clipboard. */
  async editorText(): Promise<string> {
    return this.textOf(
      this.page.locator(".editor-group-container.active .monaco-editor .view-lines").first(),
    );
  }

  /** Whether a tab with this title is open in any editor group. */
  async hasTab(title: string): Promise<boolean> {
    return (await this.page.locator(".editor-group-container .tab").filter({ hasText: title }).count()) > 0;
  }

  /**
   * The whole text of a report, once it is shown in an editor beside the one that was active and says what it should:
   * an earlier report of the same title stands there until it is replaced.
   */
  async reportText(title: string, says = /\S/): Promise<string> {
    const tab = this.page.locator(".editor-group-container .tab").filter({ hasText: title }).first();
    await tab.waitFor();
    await tab.click();
    await this.activeTab(title).waitFor();
    return this.textThat(says, () => this.editorText());
  }

  /** The rows of one of our views, in order, once there is at least one. */
  async treeRows(view: OurView = "Profiles"): Promise<readonly TreeRow[]> {
    const rows = this.rowsOf(view);
    await rows.first().waitFor();
    return Promise.all((await rows.all()).map((row) => TreeRow.read(row)));
  }

  /** The labels of our view as they are now, perhaps none. */
  async treeLabelsNow(): Promise<readonly string[]> {
    return this.rowsOf("Profiles").locator(".label-name").allInnerTexts();
  }

  /** Loads the page anew, as reopening the window does, once VS Code has saved a state that contains this text. */
  async reloadWhenSaved(text: string): Promise<void> {
    await this.until(`'${text}' is saved`, () => this.page.evaluate(isInSavedState, text));
    await this.reload();
  }

  /** Loads the page anew, as reopening the window does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.viewContainer().waitFor({ timeout: 2 * patienceMs });
  }

  /** The text of the whole status bar. */
  async statusText(): Promise<string> {
    return this.page.locator(".statusbar").innerText();
  }

  /** What a line of shell prints in the active terminal. It may run twice: a shell that starts can lose what is typed. */
  async outputInTerminal(line: string): Promise<string> {
    const file = join(this.dataFolder, "terminal.txt");
    rmSync(file, { force: true });
    const screen = this.page.locator(
      ".terminal-wrapper.active .xterm-cursor-layer, .terminal-wrapper.active .xterm-screen",
    );
    await this.until("the terminal runs what is typed", async () => {
      await screen.first().click();
      await this.page.keyboard.type(`(${line}) > '${file}.part'; mv '${file}.part' '${file}'`);
      await this.page.keyboard.press("Enter");
      return happens(
        repeatUntil(this.page, "the file is there", () => Promise.resolve(existsSync(file)), 10_000),
      );
    });
    return readFileSync(file, "utf8");
  }

  /** The row of our view with this label; waits for it. */
  async treeRow(label: string, view: OurView = "Profiles"): Promise<TreeRow> {
    const row = this.rowsOf(view)
      .filter({ has: this.page.locator(".label-name").getByText(label, { exact: true }) })
      .first();
    await row.waitFor();
    return TreeRow.read(row);
  }

  /** The text of our view where it has no rows: the welcome content. */
  async welcomeText(view: OurView = "Profiles"): Promise<string> {
    const welcome = this.pane(view).locator(".welcome-view-content:visible").first();
    await welcome.waitFor();
    return welcome.innerText();
  }

  /** What stands above the rows of our view, once it says what it should. */
  async viewMessage(says: RegExp, view: OurView = "Profiles"): Promise<string> {
    const message = this.pane(view).locator(".tree-explorer-viewlet-tree-view > .message");
    return this.textThat(says, async () => (await message.allInnerTexts()).join("\n"));
  }

  /** Waits until a row of the Testing view says a state, and answers it. The rows on the way to it are opened. */
  async testRow(path: readonly string[], state: string): Promise<Locator> {
    const rowOf = (label: string): Locator =>
      this.page
        .locator(".test-explorer .monaco-list-row")
        // The description follows without a blank.
        .filter({ hasText: new RegExp(`^\\s*${label}`) })
        .first();
    for (const label of path.slice(0, -1)) {
      await this.until(`'${label}' is open`, async () => {
        const row = rowOf(label);
        await row.waitFor();
        if ((await row.getAttribute("aria-expanded")) === "true") return true;
        await happens(row.locator(".monaco-tl-twistie").click({ timeout: 2000 }));
        return false;
      });
    }
    const row = rowOf(path.at(-1) ?? "");
    await this.until(`'${path.join(" > ")}' is '${state}'`, async () =>
      ((await row.getAttribute("aria-label", { timeout: 2000 }).catch(() => null)) ?? "").includes(state),
    );
    return row;
  }

  /** The lens with these words above a line of the active editor. */
  lens(words: string): Locator {
    return this.page
      .locator(".editor-group-container.active .codelens-decoration")
      .getByText(words, { exact: false })
      .first();
  }

  /** Clicks a lens until what it leads to shows: lenses are drawn anew while the document is read, and lose a click. */
  async clickLens(words: string, shows: Locator): Promise<void> {
    await this.until(`the lens '${words}' works`, async () => {
      await happens(this.lens(words).click({ timeout: 5000 }));
      return happens(shows.first().waitFor({ timeout: 5000 }));
    });
  }

  /** The item of the status bar whose text contains the words; waits for it. */
  async statusBarItem(text: string): Promise<StatusBarItem> {
    return StatusBarItem.withText(this.page, text);
  }

  /** What an output channel shows, the whole of it, once it says what it should. */
  async outputText(channel: string, says = /\S/): Promise<string> {
    await this.runCommand("Output: Show Output Channels...");
    await (await this.quickInput()).pickFirst(channel);
    const view = this.page.locator(".panel .output-view .monaco-editor").first();
    return this.textThat(says, () => this.textOf(view));
  }

  /** The keyboard in the active editor, with the caret in this line and column, both from 1. */
  async typingAt(line: number, column: number): Promise<Typing> {
    const input = await this.palette(`:${line}:${column}`);
    await input.enter(`:${line}:${column}`);
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    return new Typing(this.page);
  }

  private rowsOf(view: OurView): Locator {
    return this.pane(view).locator(".customview-tree .monaco-list-row");
  }

  /** A view between its header and the next: the header's words say which one it is. */
  private pane(view: OurView): Locator {
    return this.page
      .locator(".sidebar .pane")
      .filter({ has: this.page.locator(`.pane-header[aria-label^="${view}"]`) });
  }

  private async palette(text: string): Promise<QuickInput> {
    // The key does nothing until the workbench listens to it, and an earlier quick input may be on its way out.
    const widget = this.page.locator(".quick-input-widget:not(.quick-input-widget-closing):visible");
    const box = widget.locator("input[type=text]");
    await this.until("the palette opens", async () => {
      await this.page.keyboard.press("F1");
      return (
        (await happens(widget.waitFor({ timeout: 1000 }))) &&
        (await happens(box.fill(text, { timeout: 1000 }))) &&
        (await box.inputValue({ timeout: 1000 }).catch(() => "")) === text
      );
    });
    return QuickInput.opened(this.page);
  }

  /** The whole text of an editor, by way of the clipboard. */
  private async textOf(editor: Locator): Promise<string> {
    // The copy is done when the clipboard holds something else than this mark.
    const mark = "nothing was copied";
    let text = mark;
    await this.until("the text is copied", async () => {
      await editor.click();
      await this.page.evaluate((words) => navigator.clipboard.writeText(words), mark);
      await this.page.keyboard.press("ControlOrMeta+a");
      await this.page.keyboard.press("ControlOrMeta+c");
      for (let tries = 0; tries < 20 && text === mark; tries++) {
        text = await this.page.evaluate(() => navigator.clipboard.readText());
        if (text === mark) await this.page.waitForTimeout(50);
      }
      return text !== mark;
    });
    return text.replaceAll("\r\n", "\n");
  }

  /** Reads until the text is as it should be; fails with the last text. */
  private async textThat(says: RegExp, read: () => Promise<string>): Promise<string> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const text = await read();
      if (says.test(text)) return text;
      if (Date.now() > end) throw new Error(`${String(says)} does not come; the text is:\n${text}`);
      await this.page.waitForTimeout(200);
    }
  }

  /** Tries again and again, for what the page gives no event of. */
  async until(what: string, probe: () => Promise<boolean>, timeoutMs?: number): Promise<void> {
    await repeatUntil(this.page, what, probe, timeoutMs);
  }
}

/** Runs in the page: whether a value in VS Code's own storage, in IndexedDB, contains a text. */
async function isInSavedState(text: string): Promise<boolean> {
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith("vscode-web-state-db-") !== true) continue;
    const values = await new Promise<unknown[]>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => {
        reject(new Error(`${name} cannot be opened`));
      };
      opening.onsuccess = () => {
        const database = opening.result;
        const reading = database.transaction("ItemTable", "readonly").objectStore("ItemTable").getAll();
        reading.onerror = () => {
          database.close();
          reject(new Error(`${name} cannot be read`));
        };
        reading.onsuccess = () => {
          database.close();
          resolve(reading.result);
        };
      };
    });
    if (values.some((value) => typeof value === "string" && value.includes(text))) return true;
  }
  return false;
}
