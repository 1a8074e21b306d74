import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/language/fixes/edit.ts";
import { insertStatement } from "../../../../src/language/fixes/insertStatement.ts";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";

const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

function inserted(text: string): string {
  const edit = insertStatement(text, statement);
  assert.ok(edit, "there is an edit");
  return applyEdits(text, [edit]);
}

describe("a missing statement is inserted", () => {
  const added = `{
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "*"
    }`;

  it("behind the last one, in the style of the document", () => {
    const text = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny", // why
      "Action": "s3:*",
      "Resource": "*"
    }
  ]
}
`;
    assert.equal(inserted(text), text.replace("    }\n  ]", `    },\n    ${added}\n  ]`));
  });

  it("with tabs and CRLF where the document has them", () => {
    const text = `{\r\n\t"Statement": [\r\n\t\t{\r\n\t\t\t"Effect": "Allow"\r\n\t\t}\r\n\t]\r\n}`;
    const after = inserted(text);
    assert.match(after, /\r\n\t\t\{\r\n\t\t\t"Effect": "Allow",\r\n\t\t\t"Action": "s3:GetObject"/);
    assert.doesNotMatch(after, /[^\r]\n/);
  });

  it("on one line where all is on one line", () => {
    assert.equal(
      inserted(`{ "Statement": [{ "Effect": "Deny" }] }`),
      `{ "Statement": [{ "Effect": "Deny" }, { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }] }`,
    );
  });

  it("into an empty array", () => {
    assert.deepEqual(JSON.parse(inserted(`{\n  "Version": "2012-10-17",\n  "Statement": []\n}`)), {
      Version: "2012-10-17",
      Statement: [statement],
    });
  });

  it("beside a single statement that had no array", () => {
    const text = `{
  "Statement": {
    "Effect": "Deny",
    "Action": "*"
  }
}`;
    assert.equal(
      inserted(text),
      `{
  "Statement": [
    {
      "Effect": "Deny",
      "Action": "*"
    },
    ${added}
  ]
}`,
    );
  });

  it("into a policy without statements, and into an empty document", () => {
    const wanted = { Version: "2012-10-17", Statement: [statement] };
    assert.deepEqual(JSON.parse(inserted(`{\n  "Version": "2012-10-17"\n}`)), wanted);
    assert.deepEqual(JSON.parse(inserted("\n")), wanted);
  });

  it("into a policy that stands in a role config, and nowhere else", () => {
    const text = `{
  "caller": {
    "policies": [{ "Statement": [] }, { "Statement": [{ "Effect": "Deny", "Action": "s3:*", "Resource": "*" }] }]
  }
}`;
    const [, second] = parseRoleConfig(text).caller?.policies ?? [];
    assert.ok(second);
    const edit = insertStatement(text, statement, second.span);
    assert.ok(edit);
    const { caller } = JSON.parse(applyEdits(text, [edit])) as {
      caller: { policies: { Statement: unknown[] }[] };
    };
    assert.deepEqual(
      caller.policies.map(({ Statement }) => Statement.length),
      [0, 2],
    );
  });

  it("not at all where the text cannot be read", () => {
    assert.equal(insertStatement(`{ "Statement": [ `, statement), undefined);
    assert.equal(insertStatement(`[]`, statement), undefined);
  });
});
