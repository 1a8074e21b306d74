import type MochaClass from "mocha";
import "mocha/mocha.js";
import { runMocha } from "./runMocha.ts";

// The browser build of mocha sets these globals.
const { mocha, Mocha } = globalThis as unknown as {
  mocha: BrowserMocha;
  Mocha: typeof MochaClass;
};
mocha.setup({ ui: "bdd", timeout: 120_000, forbidOnly: true, forbidPending: true });

/** VS Code calls it in the extension host. */
export function run(): Promise<void> {
  return runMocha(mocha, Mocha.reporters.Base);
}
