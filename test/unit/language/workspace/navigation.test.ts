import assert from "node:assert/strict";
import type { Location } from "vscode-languageserver-types";
import { findPlaceholders } from "../../../../src/core/placeholder.ts";
import { LineIndex } from "../../../../src/core/text/lineIndex.ts";
import type { Position } from "../../../../src/core/text/span.ts";
import {
  definitionsAt,
  referencesAt,
  renameAt,
  renamePlaceAt,
} from "../../../../src/language/workspace/navigation.ts";
import { applyEdits } from "../../../../src/language/fixes/edit.ts";
import { likelyValues, openPlaces } from "../../../../src/language/workspace/placeholderPlaces.ts";
import { WorkspaceIndex } from "../../../../src/language/workspace/workspaceIndex.ts";
import { noFacts } from "../../../../src/language/workspaceFacts.ts";
import { workspaceFile } from "./crossFileCases.ts";

const role = "arn:aws:iam::<B>:role/team/Reader";

/** Each name stands once in a file where a test puts its cursor. */
const files: Readonly<Record<string, string>> = {
  "chain.assume-role.json": `{
  "version": 1,
  "variables": { "B": "444455556666", "NAME": "Reader" },
  "caller": { "principal": "arn:aws:iam::111122223333:role/Caller", "policies": ["caller.inline-policy.json"] },
  "hops": [{ "roleArn": "${role}", "trustPolicy": "reader.trust-policy.json" }],
  "buckets": [{ "name": "data-bucket", "policy": "data.bucket-policy.json" }],
  "checks": [{ "list": "s3://data-bucket/in/" }]
}`,
  "caller.inline-policy.json": `{
  "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": ["${role}", "arn:aws:iam::<B>:role/team/<NAME>"] }]
}`,
  "reader.trust-policy.json": `{
  "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "AWS": "arn:aws:iam::111122223333:role/Caller" } }
}`,
  "data.bucket-policy.json": `{
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Principal": { "AWS": "arn:aws:sts::444455556666:assumed-role/Reader/one" },
    "Resource": "arn:aws:s3:::data-bucket/*"
  }
}`,
  ".aws/config": `[profile reader]
role_arn = arn:aws:iam::444455556666:role/team/Reader
source_profile = base
`,
};

const index = new WorkspaceIndex();
for (const [name, text] of Object.entries(files)) index.update(workspaceFile(name, text));

/** The place behind the first letter of a text. */
function at(file: string, text: string): Position {
  const start = files[file]?.indexOf(text) ?? -1;
  assert.ok(start !== -1, text);
  return new LineIndex(files[file] ?? "").position(start + 1);
}

function shown(locations: readonly Location[]): string[] {
  return locations.map(({ uri, range }) => {
    const name = uri.slice("file:///".length);
    const line = files[name]?.split("\n")[range.start.line] ?? "";
    return `${name}: ${range.start.line === range.end.line ? line.slice(range.start.character, range.end.character) : "…"}`;
  });
}

describe("navigation in the workspace", () => {
  it("goes from a role to its hop and its trust policy", () => {
    assert.deepEqual(
      shown(definitionsAt(index, "/caller.inline-policy.json", at("caller.inline-policy.json", "Reader"))),
      [`chain.assume-role.json: ${role}`, "reader.trust-policy.json: "],
    );
  });

  it("goes from a profile too", () => {
    assert.deepEqual(shown(definitionsAt(index, "/.aws/config", at(".aws/config", "team/"))), [
      `chain.assume-role.json: ${role}`,
      "reader.trust-policy.json: ",
    ]);
  });

  it("goes from a role that is only a caller to where the role config names it", () => {
    assert.deepEqual(
      shown(definitionsAt(index, "/reader.trust-policy.json", at("reader.trust-policy.json", "Caller"))),
      [`chain.assume-role.json: "arn:aws:iam::111122223333:role/Caller"`],
    );
  });

  it("goes from a bucket to the role config and the bucket policy", () => {
    assert.deepEqual(
      shown(definitionsAt(index, "/data.bucket-policy.json", at("data.bucket-policy.json", "data-bucket"))),
      ["chain.assume-role.json: data-bucket", "data.bucket-policy.json: "],
    );
  });

  it("finds a role in policies, role configs and profiles, sessions and placeholders included", () => {
    const place = at("caller.inline-policy.json", "Reader");
    const all = [
      ".aws/config: arn:aws:iam::444455556666:role/team/Reader",
      `caller.inline-policy.json: ${role}`,
      "caller.inline-policy.json: arn:aws:iam::<B>:role/team/<NAME>",
      `chain.assume-role.json: ${role}`,
      "data.bucket-policy.json: arn:aws:sts::444455556666:assumed-role/Reader/one",
    ];
    assert.deepEqual(shown(referencesAt(index, "/caller.inline-policy.json", place, true)), all);
    assert.deepEqual(
      shown(referencesAt(index, "/caller.inline-policy.json", place, false)),
      all.filter((one) => !one.startsWith("chain")),
    );
  });

  it("finds a bucket in policies and role configs", () => {
    const place = at("data.bucket-policy.json", "data-bucket");
    assert.deepEqual(shown(referencesAt(index, "/data.bucket-policy.json", place, true)), [
      "chain.assume-role.json: data-bucket",
      "chain.assume-role.json: data-bucket",
      "data.bucket-policy.json: data-bucket",
    ]);
  });

  it("finds nothing beside a name", () => {
    const place = at("data.bucket-policy.json", "s3:GetObject");
    assert.deepEqual(definitionsAt(index, "/data.bucket-policy.json", place), []);
    assert.deepEqual(referencesAt(index, "/data.bucket-policy.json", place, true), []);
    assert.equal(renamePlaceAt(index, "/data.bucket-policy.json", place).kind, "refused");
  });

  it("renames a role wherever its name is written", () => {
    const place = at("caller.inline-policy.json", "Reader");
    const renamed = renameAt(index, "/caller.inline-policy.json", place, "Writer");
    assert.ok(renamed.kind === "edit");
    assert.deepEqual(
      Object.entries(renamed.edit.changes ?? {}).map(([uri, edits]) => [
        uri.slice("file:///".length),
        edits.map(({ newText }) => newText),
      ]),
      [
        [".aws/config", ["Writer"]],
        ["caller.inline-policy.json", ["Writer"]],
        ["chain.assume-role.json", ["Writer"]],
        ["data.bucket-policy.json", ["Writer"]],
      ],
    );
  });

  it("refuses a name that a placeholder stands for, that cannot be, or that is taken", () => {
    const filled = at("caller.inline-policy.json", "<NAME>");
    const open = renamePlaceAt(index, "/caller.inline-policy.json", filled);
    assert.ok(open.kind === "refused" && open.reason.includes("placeholder"));
    const place = at("reader.trust-policy.json", "Caller");
    const other = new WorkspaceIndex();
    for (const [name, text] of Object.entries(files)) {
      other.update(workspaceFile(name, text.replaceAll("444455556666", "111122223333")));
    }
    const taken = renameAt(other, "/reader.trust-policy.json", place, "Reader");
    assert.ok(taken.kind === "refused" && taken.reason.includes("Reader"));
    assert.equal(renameAt(index, "/reader.trust-policy.json", place, "not/a name").kind, "refused");
  });
});

describe("the rename of a bucket", () => {
  const texts: Readonly<Record<string, string>> = {
    "one.assume-role.json": `{
  "version": 1,
  "variables": { "BUCKET": "aws", "OTHER": "logs" },
  "caller": { "policies": ["reader.inline-policy.json"] },
  "buckets": [{ "name": "<BUCKET>", "policy": "aws.bucket-policy.json" }],
  "checks": [{ "list": "s3://aws/aws/" }, { "action": "s3:GetObject", "resource": "arn:aws:s3:::aws/aws" }]
}`,
    "aws.bucket-policy.json": `{
  "Statement": {
    "Effect": "Allow", "Action": "s3:*", "Principal": "*",
    "Resource": ["arn:aws:s3:::aws", "arn:aws:s3:::aws/*", "arn:aws:s3:::<BUCKET>/x", "arn:aws:s3:::aws-logs/*", "arn:aws:s3:::aws*"]
  }
}`,
    "reader.inline-policy.json": `{
  "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": { "ArnLike": { "aws:SourceArn": "arn:aws:s3:::aws" } } }
}`,
  };
  const workspace = new WorkspaceIndex();
  for (const [name, text] of Object.entries(texts)) workspace.update(workspaceFile(name, text));
  const place = (file: string, needle: string, behind = 1): Position => {
    const text = texts[file] ?? "";
    const start = text.indexOf(needle);
    assert.ok(start !== -1, needle);
    return new LineIndex(text).position(start + behind);
  };

  it("changes its name and nothing that looks alike, in policies, role configs and the variable that is it", () => {
    for (const [file, needle] of [
      ["aws.bucket-policy.json", "aws/*"],
      ["one.assume-role.json", `"aws", "OTHER"`],
    ] as const) {
      const renamed = renameAt(workspace, `/${file}`, place(file, needle), "new-name");
      assert.ok(renamed.kind === "edit", JSON.stringify(renamed));
      const after = Object.fromEntries(
        Object.entries(renamed.edit.changes ?? {}).map(([uri, edits]) => {
          const name = uri.slice("file:///".length);
          const lines = new LineIndex(texts[name] ?? "");
          const spans = edits.map(({ range, newText }) => ({
            span: { start: lines.offset(range.start), end: lines.offset(range.end) },
            newText,
          }));
          return [name, applyEdits(texts[name] ?? "", spans)];
        }),
      );
      assert.deepEqual(after, {
        "one.assume-role.json": texts["one.assume-role.json"]
          ?.replace(`"BUCKET": "aws"`, `"BUCKET": "new-name"`)
          .replace("s3://aws/", "s3://new-name/")
          .replace(":::aws/", ":::new-name/"),
        "aws.bucket-policy.json": texts["aws.bucket-policy.json"]
          ?.replace(`:::aws"`, `:::new-name"`)
          .replace(":::aws/*", ":::new-name/*"),
        "reader.inline-policy.json": texts["reader.inline-policy.json"]?.replace(":::aws", ":::new-name"),
      });
    }
  });

  it("is refused where a placeholder stands for the name, for a name that cannot be, and for one that is taken", () => {
    const reason = (file: string, needle: string, name: string) => {
      const renamed = renameAt(workspace, `/${file}`, place(file, needle), name);
      return renamed.kind === "refused" ? renamed.reason : "";
    };
    assert.match(reason("aws.bucket-policy.json", "<BUCKET>", "new-name"), /placeholder/);
    assert.match(reason("aws.bucket-policy.json", "aws/*", "New"), /lower-case/);
    assert.match(reason("aws.bucket-policy.json", "aws/*", "aws-logs"), /another bucket aws-logs/);
    assert.match(reason("aws.bucket-policy.json", "aws*", "new-name"), /Only the names/);
  });
});

describe("placeholders of the workspace", () => {
  const texts: Readonly<Record<string, string>> = {
    "one.trust-policy.json": `{ "Statement": [{ "Principal": { "AWS": "arn:aws:iam::<ACCOUNT_NO>:role/A" } }] }`,
    "two.inline-policy.json": `{ "Statement": [{ "Resource": ["arn:aws:iam::<ACCOUNT_NO>:role/A", "arn:aws:iam::<ACCOUNT_NO>:role/B"] }] }`,
    "filled.inline-policy.json": `{ "Statement": [{ "Resource": "arn:aws:iam::<ACCOUNT_NO>:role/A" }] }`,
    "x.assume-role.json": `{ "version": 1, "variables": { "ACCOUNT_NO": "111122223333" }, "caller": { "policies": ["filled.inline-policy.json"] }, "hops": [] }`,
  };
  const workspace = new WorkspaceIndex();
  for (const [name, text] of Object.entries(texts)) workspace.update(workspaceFile(name, text));

  it("stand open where no role config fills them", () => {
    const places = openPlaces(workspace, "ACCOUNT_NO");
    assert.deepEqual(
      places.map(({ uri, range }) => [
        uri,
        texts[uri.slice("file:///".length)]?.slice(range.start.character, range.end.character),
      ]),
      [
        ["file:///one.trust-policy.json", "<ACCOUNT_NO>"],
        ["file:///two.inline-policy.json", "<ACCOUNT_NO>"],
        ["file:///two.inline-policy.json", "<ACCOUNT_NO>"],
      ],
    );
  });

  it("may mean what a role config fills in, then the accounts of profiles", () => {
    const [placeholder] = findPlaceholders(texts["one.trust-policy.json"] ?? "");
    assert.ok(placeholder !== undefined);
    const facts = {
      ...noFacts,
      accounts: [
        { id: "444455556666", profiles: ["dev"] },
        { id: "111122223333", profiles: ["prod"] },
      ],
    };
    assert.deepEqual(likelyValues(workspace, placeholder, facts), [
      { value: "111122223333", from: "x.assume-role.json" },
      { value: "444455556666", from: "profile dev" },
    ]);
  });
});
