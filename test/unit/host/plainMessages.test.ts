import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { root } from "../../../scripts/repository.ts";

/**
 * A notification draws `[words](command:…)` as a link that runs the command. So a message with anything in it that the
 * code does not say itself goes through `plainMessage`.
 */
const shows = new Set(["showErrorMessage", "showWarningMessage", "showInformationMessage"]);

/** "commands/x.ts:12 message" for every message of a source that is neither of our own words alone nor made plain. */
function bareMessages(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const bare: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && shows.has(calledName(node))) {
      const [message, options] = node.arguments;
      // A dialog draws no links.
      const modal = options !== undefined && ts.isObjectLiteralExpression(options);
      if (message !== undefined && !modal && !isPlain(message)) {
        const { line } = source.getLineAndCharacterOfPosition(message.getStart());
        bare.push(`${path}:${line + 1} ${message.getText().replace(/\s+/g, " ")}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return bare;
}

function calledName(call: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : "";
}

function isPlain(message: ts.Expression): boolean {
  if (ts.isStringLiteral(message)) return true;
  if (ts.isConditionalExpression(message)) return isPlain(message.whenTrue) && isPlain(message.whenFalse);
  if (!ts.isCallExpression(message)) return false;
  const called = message.expression.getText();
  return called === "plainMessage" || (called === "vscode.l10n.t" && message.arguments.length === 1);
}

describe("what notifications say", () => {
  it("has no link of somebody else's text in it", () => {
    const sources = readdirSync(join(root, "src/host"), { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".ts"),
    );
    assert.ok(sources.length > 100);
    const found = sources.flatMap((name) =>
      bareMessages(name, readFileSync(join(root, "src/host", name), "utf8")),
    );
    assert.deepEqual(found, []);
  });

  it("would be found", () => {
    const wrong = 'void vscode.window.showErrorMessage(vscode.l10n.t("No {0}", name));';
    assert.deepEqual(bareMessages("x.ts", wrong), ['x.ts:1 vscode.l10n.t("No {0}", name)']);
    const right = [
      'void vscode.window.showErrorMessage(plainMessage(vscode.l10n.t("No {0}", name)));',
      'void vscode.window.showErrorMessage(vscode.l10n.t("No name"));',
      'void vscode.window.showWarningMessage(vscode.l10n.t("No {0}", name), { modal: true });',
    ].join("\n");
    assert.deepEqual(bareMessages("x.ts", right), []);
  });
});
