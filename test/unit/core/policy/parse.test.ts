import assert from "node:assert/strict";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";

const slice = (text: string, span: { start: number; end: number } | undefined) =>
  span === undefined ? undefined : text.slice(span.start, span.end);

describe("parsePolicy", () => {
  it("reads every element with its place", () => {
    const text = `{
      "Version": "2012-10-17", "Id": "x",
      "Statement": [{
        "Sid": "A", "Effect": "Allow", "Principal": { "AWS": ["1", "2"], "Service": "ec2.amazonaws.com" },
        "Action": "s3:GetObject", "NotResource": ["arn:aws:s3:::b/*"],
        "Condition": { "Bool": { "aws:SecureTransport": true }, "StringLike": { "a": ["b", "c"], "d": "e" } }
      }]
    }`;
    const policy = parsePolicy(text);
    assert.deepEqual(policy.problems, []);
    assert.equal(policy.singleStatement, false);
    assert.equal(slice(text, policy.version?.span), '"2012-10-17"');
    const [statement] = policy.statements;
    assert.ok(statement);
    assert.deepEqual(
      statement.principal?.entries.map(({ type, values }) => [
        type.value,
        values.items.map(({ value }) => value),
      ]),
      [
        ["AWS", ["1", "2"]],
        ["Service", ["ec2.amazonaws.com"]],
      ],
    );
    assert.equal(statement.action?.single, true);
    assert.equal(slice(text, statement.action.items[0]?.span), '"s3:GetObject"');
    assert.equal(statement.notResource?.single, false);
    assert.deepEqual(
      statement.conditions.map(({ operator, key, values }) => [
        operator.value,
        key.value,
        values.items.map(({ value }) => value),
      ]),
      [
        ["Bool", "aws:SecureTransport", ["true"]],
        ["StringLike", "a", ["b", "c"]],
        ["StringLike", "d", ["e"]],
      ],
    );
    assert.equal(slice(text, statement.conditions[2]?.span), '"d": "e"');
  });

  it("reads a Statement without an array, comments and trailing commas", () => {
    const policy = parsePolicy('{ "Statement": { "Effect": "Deny", }, // why\n }');
    assert.equal(policy.singleStatement, true);
    assert.equal(policy.statements[0]?.effect?.value, "Deny");
    assert.deepEqual(policy.problems, []);
  });

  it("reports what the grammar does not allow and keeps the rest", () => {
    const codes = (text: string) => parsePolicy(text).problems.map(({ code }) => code);
    assert.deepEqual(codes("[]"), ["notAnObject"]);
    assert.deepEqual(codes("{}"), ["missingStatement"]);
    assert.deepEqual(codes('{"Statement": [1]}'), ["wrongType"]);
    assert.deepEqual(codes('{"Statement": {"Effect": 1}}'), ["wrongType"]);
    assert.deepEqual(codes('{"Statement": {"Principal": "x"}}'), ["wrongType"]);
    assert.deepEqual(codes('{"Statement": {"Principal": []}}'), ["wrongType"]);
    assert.deepEqual(codes('{"Statement": {"Action": {}}}'), ["wrongType"]);
    assert.deepEqual(codes('{"Statement": {"Condition": {"Bool": 1}}}'), ["wrongType"]);
    assert.deepEqual(codes('{"Statement": {"Condition": 1}}'), ["wrongType"]);
    assert.deepEqual(codes('{"Statement": [], "Statement": []}'), ["duplicateElement"]);
    assert.deepEqual(codes(""), []);
  });

  it("keeps every offset behind a byte order mark", () => {
    const text = '\uFEFF{"Statement": {"Effect": "Allow"}}';
    const policy = parsePolicy(text);
    assert.deepEqual(policy.problems, []);
    assert.equal(slice(text, policy.statements[0]?.effect?.span), '"Allow"');
  });

  it("does not throw on anything half-typed", () => {
    const whole =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["x"]},"Action":"a"}]}';
    for (let end = 0; end <= whole.length; end++) {
      const policy = parsePolicy(whole.slice(0, end));
      for (const { span } of policy.problems) assert.ok(span.start <= span.end && span.end <= end + 1);
    }
  });

  it("refuses to follow nesting that no policy has, instead of running out of stack", () => {
    for (const opening of ["[", '{"a":', '{"Statement":[']) {
      const policy = parsePolicy(opening.repeat(200_000));
      assert.deepEqual(
        policy.problems.map(({ code, message }) => [code, message.includes("nested")]),
        [["jsonSyntax", true]],
      );
    }
  });
});
