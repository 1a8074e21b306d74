import { readManifest } from "../../../scripts/repository.ts";

/** A command's words in the palette, "Assume Role: Show Plan". */
export function titleOf(id: string): string {
  const declared = readManifest().contributes.commands.find(({ command }) => command === id);
  if (declared === undefined) throw new Error(`${id} is not in package.json`);
  return declared.category === undefined ? declared.title : `${declared.category}: ${declared.title}`;
}

/** Whether nothing but trust and a machine decides over a command's place in the palette: no document, no row. */
export function isAlwaysInPalette(id: string): boolean {
  const { commands, menus } = readManifest().contributes;
  return (
    !menus.commandPalette.some(({ command }) => command === id) &&
    commands.find(({ command }) => command === id)?.enablement?.includes("documentKind") !== true
  );
}
