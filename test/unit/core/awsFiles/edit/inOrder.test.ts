import assert from "node:assert/strict";
import { addSection } from "../../../../../src/core/awsFiles/edit/addSection.ts";
import { filesAfter, inOrder, type FilesChange } from "../../../../../src/core/awsFiles/edit/inOrder.ts";
import { removeValue } from "../../../../../src/core/awsFiles/edit/removeValue.ts";
import { setValue } from "../../../../../src/core/awsFiles/edit/setValue.ts";
import { parseAwsFile } from "../../../../../src/core/awsFiles/parse.ts";

describe("several changes of ~/.aws files in order", () => {
  const credentials = parseAwsFile("credentials", "# mine\n[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n");
  const set =
    (key: string, value: string): FilesChange =>
    (files) =>
      setValue(files, "a", { key }, value);

  it("meet what the ones before have left, and are one edit of each file that differs in the end", () => {
    const result = inOrder({ credentials }, [
      (files) => addSection(files, { file: "config", type: "profile", name: "a", entries: [] }),
      set("ca_bundle", "/etc/ca.pem"),
      set("region", "eu-west-1"),
      (files) => removeValue(files, "a", { key: "region" }),
    ]);
    assert.equal(result.kind, "edits");
    assert.deepEqual(
      result.files.map(({ file, edits }) => [file, edits.length]),
      [["config", 1]],
    );
    const after = filesAfter({ credentials }, result.files);
    assert.equal(after.config?.text, "[profile a]\nca_bundle = /etc/ca.pem\n");
    assert.equal(after.credentials, credentials);
  });

  it("are refused as a whole where one is", () => {
    const result = inOrder({ credentials }, [set("region", "eu-west-1"), set("output", "a\nb")]);
    assert.deepEqual(result, {
      kind: "refused",
      message: "A value stands in one line: remove the line end.",
    });
  });

  it("are no edit where they leave everything as it was", () => {
    const result = inOrder({ credentials }, [
      set("region", "eu-west-1"),
      (files) => removeValue(files, "a", { key: "region" }),
    ]);
    assert.deepEqual(result, { kind: "edits", files: [] });
  });
});
