import Mocha from "mocha";
import { noteLoadedFiles } from "./loadedFiles.ts";
import { runMocha } from "./runMocha.ts";

const mocha = new Mocha({ ui: "bdd", timeout: 120_000, forbidOnly: true, forbidPending: true });
// What loading a test file does: the file is in this bundle and runs when this module has.
mocha.suite.emit("pre-require", globalThis, "", mocha);

/** VS Code calls it in the extension host. */
export async function run(): Promise<void> {
  await noteLoadedFiles();
  await runMocha(mocha, Mocha.reporters.Base);
}
