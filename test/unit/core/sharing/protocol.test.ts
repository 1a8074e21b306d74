import assert from "node:assert/strict";
import {
  readAnswer,
  readQuestion,
  writeAnswer,
  writeQuestion,
  type SessionAnswer,
  type SessionQuestion,
} from "../../../../src/core/sharing/protocol.ts";

const question: SessionQuestion = { want: "held", id: "0123456789abcdef01234567", profile: "dev ünïcode" };
const now = Date.parse("2030-01-01T00:00:00Z");
const keys = {
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  sessionToken: "AQoDYXdzEJr…EXAMPLE",
  expiration: "2030-01-01T01:00:00.000Z",
};

describe("the question for a session", () => {
  it("is one line, and reads as it was written", () => {
    const line = writeQuestion(question, "token");
    assert.match(line, /^[^\n]*\n$/);
    assert.deepEqual(readQuestion(line), { question, token: "token" });
    assert.deepEqual(
      readQuestion(writeQuestion({ ...question, want: "opened" }, ""))?.question.want,
      "opened",
    );
  });

  for (const [what, change] of [
    ["another version", { version: 2 }],
    ["no version", { version: undefined }],
    ["another wish", { want: "everything" }],
    ["an id that is none", { id: "../../etc/passwd" }],
    ["an id that is too short", { id: "0123" }],
    ["an id that is no text", { id: 1 }],
    ["no profile", { profile: "" }],
    ["a profile that is no text", { profile: ["dev"] }],
    ["a token that is no text", { token: null }],
  ] as const)
    it(`is none with ${what}`, () => {
      const right = JSON.parse(writeQuestion(question, "token")) as object;
      assert.ok(readQuestion(JSON.stringify(right)) !== undefined);
      assert.equal(readQuestion(JSON.stringify({ ...right, ...change })), undefined);
    });

  it("is none where it is no JSON object", () => {
    for (const line of ["", "\n", "null", "[]", "7", "{", '"held"', "GET / HTTP/1.1", "\0\0\0"])
      assert.equal(readQuestion(line), undefined, line);
  });
});

describe("the answer", () => {
  it("reads as it was written", () => {
    const answers: SessionAnswer[] = [
      { kind: "session", keys },
      { kind: "none" },
      { kind: "cancelled" },
      { kind: "failed", lines: ["AWS denied it.", "  - a cause"] },
    ];
    for (const answer of answers) {
      const line = writeAnswer(answer);
      assert.match(line, /^[^\n]*\n$/);
      assert.deepEqual(readAnswer(line, now), answer);
    }
  });

  it("is none without keys, with an end that has come, or with one that cannot be read", () => {
    for (const change of [
      { accessKeyId: "" },
      { secretAccessKey: 7 },
      { expiration: "2029-12-31T23:59:59Z" },
      { expiration: "soon" },
      { expiration: 7 },
    ])
      assert.equal(
        readAnswer(JSON.stringify({ kind: "session", keys: { ...keys, ...change } }), now),
        undefined,
        JSON.stringify(change),
      );
    for (const line of [
      "",
      "{}",
      '{"kind":"session"}',
      '{"kind":"session","keys":[]}',
      '{"kind":"failed"}',
      "[]",
    ])
      assert.equal(readAnswer(line, now), undefined, line);
  });
});
