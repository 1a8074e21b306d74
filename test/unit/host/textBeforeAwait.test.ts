import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { root } from "../../../scripts/repository.ts";

/**
 * What answers the editor is loaded with the first question, which takes longer than a letter: a document that is read
 * after an `await` may have another text than the one that was asked about. So a function reads its `document` before
 * it waits for anything, or through `asAsked` or `ifUnchanged`, or compares the version afterwards.
 */
const deliberate: Readonly<Record<string, string>> = {
  "authoring/policyDiagnostics.ts: find":
    "compares what the document is and has now with what it was asked for",
};

/** Of a document, what is the same for every text of it. */
const lasting = new Set(["uri", "version", "isClosed", "languageId", "fileName"]);

/** Functions that are handed a document and do not read its text. */
const textless = new Set(["findingSettings"]);

const folders = ["authoring", "simulate"];
const sources = folders.flatMap((folder) =>
  readdirSync(join(root, "src/host", folder)).map((name) => `${folder}/${name}`),
);

/** "12: document.getText" for every late reading in a source, by the function that it is in. */
function lateReadings(path: string, text: string): { readonly inside: string; readonly found: string }[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const late: { inside: string; found: string }[] = [];
  const told = (inside: string, node: ts.Node) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    late.push({ inside, found: `${path}:${line + 1} ${node.parent.getText().split("\n")[0] ?? ""}` });
  };

  const readsDocument = (node: ts.Node): node is ts.Identifier => {
    if (!ts.isIdentifier(node) || node.text !== "document") return false;
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent))
      return parent.expression === node && !lasting.has(parent.name.text);
    if (ts.isCallExpression(parent) && textless.has(parent.expression.getText())) return false;
    // `const { version } = document` is as lasting as what it takes.
    if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name))
      return parent.name.elements.some((element) => !lasting.has(element.name.getText()));
    return (
      !ts.isParameter(parent) &&
      !ts.isPropertyAssignment(parent) &&
      parent.kind !== ts.SyntaxKind.EqualsEqualsEqualsToken
    );
  };

  /** In the order in which it runs, near enough: a call's arguments and its callee before the call. */
  const walk = (body: ts.Node, inside: string) => {
    let waited = false;
    const visit = (node: ts.Node): void => {
      if (ts.isAwaitExpression(node)) {
        ts.forEachChild(node, visit);
        if (!/^(?:ifUnchanged|asAsked)\(/.test(node.expression.getText())) waited = true;
        return;
      }
      if (isVersionComparison(node)) waited = false;
      if (ts.isConditionalExpression(node) || ts.isIfStatement(node)) {
        const [asked, ...ways] = childrenOf(node);
        if (asked !== undefined) visit(asked);
        const before = waited;
        const after = ways.map((way) => {
          waited = before;
          visit(way);
          return waited;
        });
        waited = before || after.some((one) => one);
        return;
      }
      if (waited && readsDocument(node)) told(inside, node);
      if (isFunction(node) && node !== body) {
        if (hasOwnDocument(node)) return;
        // What it waits for does not hold up the function around it.
        const before = waited;
        ts.forEachChild(node, visit);
        waited = before;
        return;
      }
      ts.forEachChild(node, visit);
    };
    visit(body);
  };

  const find = (node: ts.Node): void => {
    if (isFunction(node) && hasOwnDocument(node)) {
      walk(node, nameOf(node));
      // What a registration hands to another function runs when something was loaded.
      if (/\/register\w+\.ts$/.test(path)) capturedIn(node);
    }
    ts.forEachChild(node, find);
  };

  const capturedIn = (outer: ts.SignatureDeclaration) => {
    const visit = (node: ts.Node, isInner: boolean): void => {
      if (node !== outer && isFunction(node)) {
        if (hasOwnDocument(node)) return;
        // `load` of the two helpers only waits; the document in it is for its address.
        ts.forEachChild(node, (child) => {
          visit(child, true);
        });
        return;
      }
      if (isInner && readsDocument(node)) told(nameOf(outer), node);
      ts.forEachChild(node, (child) => {
        visit(child, isInner);
      });
    };
    visit(outer, false);
  };

  find(source);
  return late;
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    // Operators are nodes, too.
    if (!ts.isToken(child) || ts.isIdentifier(child)) children.push(child);
  });
  return children;
}

function isFunction(node: ts.Node): node is ts.SignatureDeclaration {
  return ts.isFunctionLike(node);
}

function hasOwnDocument(node: ts.SignatureDeclaration): boolean {
  return node.parameters.some(({ name }) => name.getText() === "document");
}

function isVersionComparison(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && /\bdocument\.version$/.test(node.left.getText());
}

function nameOf(node: ts.SignatureDeclaration): string {
  const named =
    node.name ??
    (ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent)
      ? node.parent.name
      : undefined);
  return named?.getText() ?? "";
}

describe("text that is asked about", () => {
  it("is read before anything is waited for", () => {
    const excused = new Set<string>();
    const late = sources.flatMap((path) =>
      lateReadings(path, readFileSync(join(root, "src/host", path), "utf8")).filter(({ inside }) => {
        const key = `${path}: ${inside}`;
        if (!(key in deliberate)) return true;
        excused.add(key);
        return false;
      }),
    );
    assert.deepEqual(
      late.map(({ found, inside }) => `${found} in ${inside}`),
      [],
    );
    assert.deepEqual([...excused].sort(), Object.keys(deliberate).sort(), "an excuse that nothing needs");
  });

  const found = (code: string) => lateReadings("authoring/registerX.ts", code).length;

  it("is missed by none of the ways to read it late", () => {
    for (const code of [
      "async function provide(document) { const x = await load(); return x.links(document.getText()); }",
      "const p = { provideLinks: async (document) => (await load()).links(document) };",
      "const p = { async provideHints(document, range) { const { f } = await load(); return f(document.offsetAt(range)); } };",
      "const p = { provideLinks: (document) => ask((loaded) => loaded.links(document)) };",
      "async function more(document) { return work(await load(), document.getText()); }",
      "async function more(document) { if (known) await load(); return document.getText(); }",
      "async function more(document) { await ifUnchanged(document, load); await other(); return document.getText(); }",
    ])
      assert.equal(found(code), 1, code);
  });

  it("may be read early, as it was, or after its version was compared", () => {
    for (const code of [
      "async function more(document) { const text = document.getText(); return work(text, await load()); }",
      "const p = { provideLinks: (document) => asAsked(document, load, (loaded, asked) => loaded.links(asked)) };",
      "async function more(document) { const x = await ifUnchanged(document, load); return x?.links(document); }",
      "async function more(document) { const { version } = document; await load(); if (document.version !== version) return; return document.getText(); }",
      "async function more(document) { await load(); return find(document.uri); }",
      "async function more(document) { return known ? one(await load()) : two(document.getText()); }",
    ])
      assert.equal(found(code), 0, code);
  });
});
