import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { applyEdits } from "../../../../../src/core/awsFiles/edit/applyEdits.ts";
import { maskSecrets } from "../../../../../src/core/awsFiles/edit/maskSecrets.ts";
import type { AwsFiles } from "../../../../../src/core/awsFiles/edit/model.ts";
import type { AwsFileKind } from "../../../../../src/core/awsFiles/model.ts";
import { parseAwsFile } from "../../../../../src/core/awsFiles/parse.ts";
import { make, type Change } from "./change.ts";

interface EditCase {
  readonly name: string;
  readonly config?: readonly string[];
  readonly credentials?: readonly string[];
  readonly change: Change;
  /** Only the files that change. */
  readonly after?: Partial<Record<AwsFileKind, readonly string[]>>;
  /** A part of the reason. */
  readonly refused?: string;
}

const { cases } = JSON.parse(readFileSync("test/cases/awsFiles/edit.json", "utf8")) as {
  cases: readonly EditCase[];
};

describe("edits of ~/.aws files", () => {
  for (const [style, end, first] of [
    ["LF", "\n", ""],
    ["CRLF and a byte order mark", "\r\n", "\ufeff"],
  ] as const) {
    const text = (lines: readonly string[]): string => first + lines.join(end);
    for (const { name, config, credentials, change, after, refused } of cases) {
      it(`${name} (${style})`, () => {
        const files: AwsFiles = {
          ...(config && { config: parseAwsFile("config", text(config)) }),
          ...(credentials && { credentials: parseAwsFile("credentials", text(credentials)) }),
        };
        const result = make(files, change);
        if (refused !== undefined) {
          assert.equal(result.kind, "refused");
          assert.ok(result.message.includes(refused), result.message);
          return;
        }
        assert.equal(result.kind, "edits", result.kind === "refused" ? result.message : "");
        const changed = Object.fromEntries(
          result.files.map(({ file, edits }) => [file, applyEdits(files[file]?.text ?? "", edits)]),
        );
        // A file of one line, or none, does not say how its lines end, and a new file has no mark.
        const expected = Object.entries(after ?? {}).map(([file, lines]) => [
          file,
          files[file as AwsFileKind] === undefined ? lines.join("\n") : text(lines),
        ]);
        assert.deepEqual(changed, Object.fromEntries(expected));
      });
    }
  }
});

describe("maskSecrets", () => {
  it("hides secret values, also in comments and broken lines, and nothing else", () => {
    const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const text = [
      "[base]",
      "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
      `aws_secret_access_key=${secret} # note`,
      `#aws_secret_access_key = ${secret}`,
      "aws_session_token =",
      "region = eu-west-1",
      "[broken",
      `; old token: ${secret}`,
      `my_password = ${secret}`,
    ].join("\r\n");
    assert.deepEqual(maskSecrets(parseAwsFile("credentials", text)).split("\r\n"), [
      "[base]",
      "aws_access_key_id = ••••••••",
      "aws_secret_access_key=•••••••• # note",
      "#aws_secret_access_key = ••••••••",
      "aws_session_token =",
      "region = eu-west-1",
      "[broken",
      "; old token: ••••••••",
      "my_password = ••••••••",
    ]);
  });

  it("tells beside another state of the file which secrets are others", () => {
    const text = (id: string): string => `[a]\naws_access_key_id = ${id}\naws_secret_access_key = same # x\n`;
    const [before, after] = ["AKIAI44QH8DHBEXAMPLE", "AKIAIOSFODNN7EXAMPLE"].map((id) =>
      parseAwsFile("credentials", text(id)),
    );
    assert.ok(before !== undefined && after !== undefined);
    assert.equal(
      maskSecrets(after, { file: before, word: "new" }),
      "[a]\naws_access_key_id = •••••••• (new)\naws_secret_access_key = •••••••• # x\n",
    );
  });
});
