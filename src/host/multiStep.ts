import * as vscode from "vscode";

/** The answer of a question whose Back button was pressed. */
export const back = Symbol("back");

/** Where a question stands among those of one command. */
export interface StepPlace {
  readonly title: string;
  /** From 1; left out where the number of questions is not known. */
  readonly step?: number;
  readonly totalSteps?: number;
  /** Offers the Back button of VS Code's own questions in several steps. */
  readonly back?: boolean;
}

export interface PickOptions<T extends vscode.QuickPickItem> extends StepPlace {
  readonly placeholder: string;
  readonly items: readonly T[];
  /** The item that Enter takes at once; else the first. */
  readonly active?: T;
  /**
   * What a typed text means beside being a filter: `certain` comes first and is what Enter takes, also where the list
   * has not followed the typing yet; `perhaps` comes last.
   */
  readonly meaningOf?: (typed: string) => { readonly certain?: T; readonly perhaps?: T };
  /** Whether an item can be taken; a line that only says something cannot. */
  readonly canTake?: (item: T) => boolean;
  /** A button on an item was pressed: the items from now on. */
  readonly onItemButton?: (item: T) => Promise<readonly T[]>;
  /** Adds items while the question is open; its end takes the busy bar away. */
  readonly fill?: (show: (items: readonly T[]) => void, closed: vscode.CancellationToken) => Promise<void>;
}

/** How long the list may take to show what was typed, at most. */
const listDelayMs = 500;

/** A pick that goes back as VS Code's own do. Undefined: the user gave up. */
export async function pickStep<T extends vscode.QuickPickItem>(
  options: PickOptions<T>,
): Promise<T | typeof back | undefined> {
  const pick = vscode.window.createQuickPick<T>();
  place(pick, options);
  pick.placeholder = options.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  let items = options.items;
  const show = (): void => {
    // The line that the user stands on stays the chosen one.
    const [before] = pick.activeItems;
    pick.keepScrollPosition = true;
    const { certain, perhaps } = options.meaningOf?.(pick.value) ?? {};
    pick.items = [
      ...(certain === undefined ? [] : [certain]),
      ...items,
      ...(perhaps === undefined ? [] : [perhaps]),
    ];
    const same = pick.items.find(
      (item) => item.label === before?.label && item.description === before.description,
    );
    if (same !== undefined && pick.value === "") pick.activeItems = [same];
  };
  show();
  if (options.active !== undefined) pick.activeItems = [options.active];
  const closed = new vscode.CancellationTokenSource();
  const answer = new Promise<T | typeof back | undefined>((resolve) => {
    let typedAt = 0;
    if (options.meaningOf !== undefined) {
      pick.onDidChangeValue(() => {
        typedAt = Date.now();
        show();
      });
    }
    pick.onDidTriggerButton(() => {
      resolve(back);
      pick.hide();
    });
    pick.onDidTriggerItemButton(async ({ item }) => {
      items = (await options.onItemButton?.(item)) ?? items;
      show();
    });
    pick.onDidAccept(() => {
      // What a list that has not followed yet has selected is another line by now.
      const behind = Date.now() - typedAt < listDelayMs ? options.meaningOf?.(pick.value).certain : undefined;
      const item = behind ?? pick.selectedItems[0];
      if (item === undefined || options.canTake?.(item) === false) return;
      // Before the pick goes, which tells onDidHide.
      resolve(item);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
    });
  });
  pick.show();
  const filled = options.fill?.((more) => {
    items = more;
    show();
  }, closed.token);
  pick.busy = filled !== undefined;
  const full = Promise.resolve(filled).then(() => {
    pick.busy = false;
  });
  try {
    // A bug in filling ends the question too.
    return await Promise.race([answer, full.then(() => answer)]);
  } finally {
    closed.cancel();
    closed.dispose();
    // What is filled in still writes to it.
    const dispose = (): void => {
      pick.dispose();
    };
    void full.then(dispose, dispose);
  }
}

export interface TextOptions extends StepPlace {
  readonly value?: string;
  readonly prompt: string;
  readonly placeholder?: string;
  /** Says what is wrong with a text, which cannot be accepted then. */
  readonly check: (text: string) => string | undefined;
}

/** An input box that goes back as VS Code's own do. Undefined: the user gave up. */
export function textStep(options: TextOptions): Promise<string | typeof back | undefined> {
  const box = vscode.window.createInputBox();
  place(box, options);
  box.value = options.value ?? "";
  box.prompt = options.prompt;
  box.placeholder = options.placeholder;
  const problem = (): boolean => {
    const message = options.check(box.value);
    box.validationMessage = message;
    return message !== undefined;
  };
  return new Promise((resolve) => {
    box.onDidChangeValue(problem);
    box.onDidTriggerButton(() => {
      resolve(back);
      box.hide();
    });
    box.onDidAccept(() => {
      if (problem()) return;
      resolve(box.value);
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

function place(
  input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] },
  at: StepPlace,
): void {
  input.title = at.title;
  input.step = at.step;
  input.totalSteps = at.totalSteps;
  input.ignoreFocusOut = true;
  if (at.back === true) input.buttons = [vscode.QuickInputButtons.Back];
}
