import * as vscode from "vscode";
import { catalogueFiles } from "../../../src/host/authoring/catalogueFiles.ts";
import { commands, languageModelTools } from "../../../src/host/ids.ts";
import { Simulations } from "../../../src/host/simulate/simulations.ts";
import { chainInWords, roleChainRows, type RoleChainRow } from "../../../src/host/views/roleChainRows.ts";
import { deepEqual, equal, ok } from "../harness/assert.ts";
import { chain, ChainFiles } from "../harness/chainFiles.ts";
import { ourExtension } from "../harness/ourExtension.ts";
import { until } from "../harness/until.ts";

let files: ChainFiles;
const [list] = chain["reader.inline-policy.json"].Statement;
/** The role may list and not read. */
const withoutReading = { "reader.inline-policy.json": { Version: "2012-10-17", Statement: [list] } };

/** The text of the document with this title, once it is the active one. */
async function shownText(title: string): Promise<vscode.TextDocument> {
  return until(`'${title}' is shown`, () => {
    const document = vscode.window.activeTextEditor?.document;
    return document?.uri.path === `/${title}` && document.getText() !== "" ? document : undefined;
  });
}

describe("what the simulation shows in the editor", () => {
  before(() => ourExtension().activate());
  afterEach(() => files.remove());

  const lensesOf = async (name: string, enough: (titles: readonly string[]) => boolean) => {
    await files.show(name);
    return until(`${name} has its lenses`, async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        files.uri(name),
      );
      const commandsOfLenses = lenses.flatMap(({ command }) => command ?? []);
      return enough(commandsOfLenses.map(({ title }) => title)) ? commandsOfLenses : undefined;
    });
  };

  it("has the checks above a role config, and above a statement how many it matches", async () => {
    files = await ChainFiles.written();
    const ofConfig = await lensesOf("chain.assume-role.json", (titles) => titles.includes("Run checks"));
    deepEqual(ofConfig.map(({ command }) => command).slice(0, 1), [commands.runChecks]);
    const ofPolicy = await lensesOf("reader.inline-policy.json", (titles) => titles.length === 2);
    deepEqual(
      ofPolicy.map(({ title }) => title),
      ["Matched by 1 of 4 checks", "Matched by 1 of 4 checks"],
    );
  });

  it("says how many checks match a statement also where one is asked", async () => {
    const config = { ...chain["chain.assume-role.json"], checks: [] };
    const [assume] = chain["app.inline-policy.json"].Statement;
    const other = { ...assume, Sid: "Other", Resource: "arn:aws:iam::222222222222:role/Writer" };
    files = await ChainFiles.written({
      "chain.assume-role.json": config,
      "app.inline-policy.json": { Version: "2012-10-17", Statement: [assume, other] },
    });
    const lenses = await lensesOf("app.inline-policy.json", (titles) => titles.length === 2);
    deepEqual(
      lenses.map(({ title }) => title),
      ["Matched by the one check", "Matched by no check"],
    );
  });

  it("explains a decision with a link to each statement, and follows an edit", async () => {
    files = await ChainFiles.written();
    await vscode.commands.executeCommand(commands.explainDecision, `${files.config.toString()}#check:1`);
    const document = await shownText("Explain reads");
    const text = document.getText();
    ok(text.includes("Simulated: Allowed"), text);
    ok(text.includes("reader.inline-policy.json:10"), text);
    const links = await until("there are links", async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        "vscode.executeLinkProvider",
        document.uri,
      );
      return found.length > 0 ? found : undefined;
    });
    const target = links.find(({ range }) =>
      document.getText(range).includes("reader.inline-policy.json:10"),
    );
    equal(target?.target?.path, files.uri("reader.inline-policy.json").path, "file");
    equal(target?.target?.fragment.startsWith("L10,"), true, "line");
    await files.type("reader.inline-policy.json", "s3:GetObject", "s3:GetObjectAcl");
    await until("the explanation follows the edit", () =>
      document.getText().includes("Simulated: Denied") ? true : undefined,
    );
  });

  it("mends a failing check by a quick fix that adds the missing statement where it belongs", async () => {
    files = await ChainFiles.written(withoutReading);
    const document = await files.show("chain.assume-role.json");
    const at = document.positionAt(document.getText().indexOf('"reads"'));
    const fix = await until("there is a fix", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        new vscode.Range(at, at),
      );
      return actions.find(({ title }) => title.startsWith("Insert the missing statement"));
    });
    ok(fix.title.endsWith("reader.inline-policy.json"), fix.title);
    ok(fix.edit, "an edit");
    await vscode.workspace.applyEdit(fix.edit);
    const policy = await vscode.workspace.openTextDocument(files.uri("reader.inline-policy.json"));
    const { Statement } = JSON.parse(policy.getText()) as { readonly Statement: unknown };
    deepEqual(Statement, [
      list,
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/in/a" },
    ]);
    await until("nothing is left to mend", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        new vscode.Range(at, at),
      );
      return actions.some(({ title }) => title.startsWith("Insert the missing")) ? undefined : true;
    });
  });

  it("inserts the missing statement by a command, and shows it", async () => {
    files = await ChainFiles.written(withoutReading);
    await until("the statement is inserted", async () => {
      await vscode.commands.executeCommand(
        commands.insertMissingStatement,
        `${files.config.toString()}#check:1`,
      );
      const document = vscode.window.activeTextEditor?.document;
      return document?.getText().includes('"s3:GetObject"') === true ? true : undefined;
    });
    equal(
      vscode.window.activeTextEditor?.document.uri.path,
      files.uri("reader.inline-policy.json").path,
      "what is shown",
    );
  });

  it("lists what the role can do, by access level, on each bucket it names", async () => {
    files = await ChainFiles.written();
    await files.show("chain.assume-role.json");
    await vscode.commands.executeCommand(commands.whatCanRoleDo);
    const text = (await shownText("What Reader can do")).getText();
    // The bucket is of the role's own account.
    ok(/^arn:aws:s3:::data\n {2}List: 1 of \d+\n {4}s3:ListBucket$/m.test(text), text);
    ok(/^arn:aws:s3:::data\/in\/\*\n {2}Read: 1 of \d+\n {4}s3:GetObject$/m.test(text), text);
  });

  it("gives a language model the decisions with their statements", async () => {
    files = await ChainFiles.written();
    const result = await vscode.lm.invokeTool(languageModelTools.simulateRoleChain, {
      input: { config: `${files.folder}/chain.assume-role.json`, step: "reads" },
      toolInvocationToken: undefined,
    });
    const [part] = result.content;
    ok(part instanceof vscode.LanguageModelTextPart, "a text");
    const { roleConfigs } = JSON.parse(part.value) as {
      readonly roleConfigs: readonly {
        readonly steps: readonly {
          readonly name: string;
          readonly outcome: string;
          readonly requests: readonly { readonly decidedBy: readonly unknown[] }[];
        }[];
      }[];
    };
    deepEqual(
      roleConfigs.flatMap(({ steps }) => steps.map(({ name, outcome }) => [name, outcome])),
      [["reads", "passed"]],
    );
    deepEqual(roleConfigs[0]?.steps[0]?.requests[0]?.decidedBy, [
      {
        side: "identity",
        policy: `${files.folder}/reader.inline-policy.json`,
        statement: 2,
        sid: "Read",
        line: 10,
      },
    ]);
  });
});

describe("the rows of the Role Chain view", () => {
  let simulations: Simulations;

  before(() => {
    simulations = new Simulations(catalogueFiles(ourExtension().extensionUri));
  });
  afterEach(() => files.remove());
  after(() => {
    simulations.dispose();
  });

  const labels = (rows: readonly RoleChainRow[], depth = 0): string[] =>
    rows.flatMap(({ item, children }) => [
      `${" ".repeat(depth)}${typeof item.label === "string" ? item.label : ""}: ${String(item.description)}`,
      ...labels(children, depth + 1),
    ]);

  it("lead from the caller over the hops to the checks, each with its reason and its statement", async () => {
    files = await ChainFiles.written(withoutReading);
    const config = await simulations.of(files.config);
    ok(config, "the config");
    equal(chainInWords(config), "App → Reader", "description");
    const rows = roleChainRows([config]);
    deepEqual(labels(rows), [
      "App: role · 111111111111",
      " Reader: Allowed by Sid 'TrustApp'",
      "  lists: Allowed by Sid 'List'",
      "  reads: Denied: no matching Allow in the identity policies",
      "  does not write: Denied: no matching Allow in the identity policies",
      "  is the session: Would be arn:aws:sts::222222222222:assumed-role/Reader/session",
    ]);
    const hop = rows[0]?.children[0];
    const [target] = (hop?.item.command?.arguments ?? []) as readonly vscode.Uri[];
    equal(target?.path, files.uri("reader.trust-policy.json").path, "a click goes to the trust policy");
    equal(hop?.children[1]?.item.contextValue, "step failed", "the failing check");
  });
});
