import * as vscode from "vscode";
import type { RoleConfigDraft } from "../../../src/core/roleConfig/draft.ts";
import { catalogueFiles } from "../../../src/host/authoring/catalogueFiles.ts";
import { showRoleConfigDraft } from "../../../src/host/simulate/showRoleConfigDraft.ts";
import { Simulations } from "../../../src/host/simulate/simulations.ts";
import { stepsOf } from "../../../src/host/simulate/steps.ts";
import { deepEqual, equal, ok } from "../harness/assert.ts";
import { ChainFiles } from "../harness/chainFiles.ts";
import { codeOf } from "../harness/editor.ts";
import { ourExtension } from "../harness/ourExtension.ts";
import { until } from "../harness/until.ts";

/** As it is made for the trust policy of the chain: every file stands beside the new config. */
const draft: RoleConfigDraft = {
  variables: {},
  caller: {
    principal: "arn:aws:iam::111111111111:role/App",
    policies: ["app.inline-policy.json"],
    context: {},
  },
  hops: [
    {
      roleArn: "arn:aws:iam::222222222222:role/Reader",
      trustPolicy: "reader.trust-policy.json",
      policies: ["reader.inline-policy.json"],
      sessionName: "check",
      externalId: "customer-7",
    },
  ],
  buckets: [{ name: "data" }],
  checks: [{ list: "s3://data/in/" }],
};

describe("a role config that was just created", () => {
  let files: ChainFiles;

  before(() => ourExtension().activate());
  beforeEach(async () => {
    files = await ChainFiles.written();
  });
  afterEach(() => files.remove());

  const create = async (): Promise<vscode.TextDocument> =>
    (await showRoleConfigDraft(draft, files.uri("reader.trust-policy.json"))).document;
  const codes = ({ uri }: vscode.TextDocument) => vscode.languages.getDiagnostics(uri).map(codeOf);
  const replace = async (document: vscode.TextDocument, from: string, to: string): Promise<void> => {
    const start = document.getText().indexOf(from);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
      to,
    );
    await vscode.workspace.applyEdit(edit);
  };

  it("has no problem before it is saved: the files that it names are looked for where it will stand", async () => {
    const document = await create();
    equal(document.isUntitled, true, "unsaved");
    // A mistake shows that the document is judged, and by then everything else would be told too.
    await replace(document, '"sessionName"', '"sesionName"');
    await until("the mistake is found", () => (codes(document).includes("unknownMember") ? true : undefined));
    equal(codes(document).includes("missingFile"), false, "missingFile");
    await replace(document, '"sesionName"', '"sessionName"');
    await until("nothing is found", () => (codes(document).length === 0 ? true : undefined));
    await replace(document, "app.inline-policy.json", "nobody.inline-policy.json");
    await until("a file that is not there is missed", () =>
      codes(document).includes("missingFile") ? true : undefined,
    );
  });

  it("leads to its files and can be simulated before it is saved", async () => {
    const document = await create();
    const wanted = ["app.inline-policy.json", "reader.trust-policy.json", "reader.inline-policy.json"].map(
      (name) => files.uri(name).toString(),
    );
    await until("the files are linked", async () => {
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        "vscode.executeLinkProvider",
        document.uri,
      );
      const targets = links.map(({ target }) => target?.toString());
      return wanted.every((file) => targets.includes(file)) ? true : undefined;
    });
    const simulations = new Simulations(catalogueFiles(ourExtension().extensionUri));
    try {
      const config = await simulations.of(document.uri);
      ok(config, "a simulation");
      deepEqual(
        stepsOf(config).map(({ outcome }) => outcome.kind),
        ["passed", "passed", "passed"],
      );
    } finally {
      simulations.dispose();
    }
  });

  it("does not take the place of another one that is not saved yet", async () => {
    const first = await create();
    await replace(first, '"check"', '"mine"');
    const second = await create();
    ok(second.uri.path.endsWith("/reader-2.assume-role.jsonc"), second.uri.path);
    ok(first.getText().includes('"mine"'), first.getText());
  });
});
