import * as vscode from "vscode";

const caller = "arn:aws:iam::111111111111:role/App";
const role = "arn:aws:iam::222222222222:role/Reader";

/** The texts of a cross-account chain in which every check goes as expected. */
export const chain = {
  "chain.assume-role.json": {
    version: 1,
    caller: { principal: caller, policies: ["app.inline-policy.json"] },
    hops: [
      {
        roleArn: role,
        trustPolicy: "reader.trust-policy.json",
        policies: ["reader.inline-policy.json"],
        sessionName: "session",
        externalId: "customer-7",
      },
    ],
    buckets: [{ name: "data", account: "222222222222" }],
    checks: [
      { name: "lists", list: "s3://data/in/" },
      { name: "reads", action: "s3:GetObject", resource: "arn:aws:s3:::data/in/a" },
      { name: "does not write", action: "s3:PutObject", resource: "arn:aws:s3:::data/in/a", expect: "deny" },
      { name: "is the session", identity: "arn:aws:sts::222222222222:assumed-role/Reader/session" },
    ],
  },
  "app.inline-policy.json": {
    Version: "2012-10-17",
    Statement: [{ Sid: "Assume", Effect: "Allow", Action: "sts:AssumeRole", Resource: role }],
  },
  "reader.trust-policy.json": {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TrustApp",
        Effect: "Allow",
        Principal: { AWS: caller },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": "customer-7" } },
      },
    ],
  },
  "reader.inline-policy.json": {
    Version: "2012-10-17",
    Statement: [
      { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::data" },
      { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/in/*" },
    ],
  },
};

let folders = 0;

/**
 * The chain in a folder of its own below the workspace. Every test has one: the editor keeps the text of a file that was
 * written anew for a while.
 */
export class ChainFiles {
  readonly folder = `chain-${++folders}`;

  /** Writes the files; those that a test wants otherwise are given. */
  static async written(changed: Readonly<Record<string, unknown>> = {}): Promise<ChainFiles> {
    const files = new ChainFiles();
    for (const [name, value] of Object.entries({ ...chain, ...changed })) {
      const text = JSON.stringify(value, undefined, 2);
      await vscode.workspace.fs.writeFile(files.uri(name), new TextEncoder().encode(text));
    }
    return files;
  }

  get config(): vscode.Uri {
    return this.uri("chain.assume-role.json");
  }

  uri(name: string): vscode.Uri {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    if (workspace === undefined) throw new Error("No folder is open.");
    return vscode.Uri.joinPath(workspace.uri, this.folder, name);
  }

  async show(name: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(this.uri(name));
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    return document;
  }

  /** Replaces a text of a file in the editor, without saving. */
  async type(name: string, from: string, to: string): Promise<void> {
    const document = await this.show(name);
    const start = document.getText().indexOf(from);
    if (start === -1) throw new Error(`${name} has no '${from}'.`);
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
    edit.replace(document.uri, range, to);
    await vscode.workspace.applyEdit(edit);
  }

  /** Closes what is open, without saving it, and deletes the folder. */
  async remove(): Promise<void> {
    for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("workbench.action.files.revert");
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(this.uri("."), { recursive: true });
  }
}
