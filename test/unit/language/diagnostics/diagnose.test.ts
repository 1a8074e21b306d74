import assert from "node:assert/strict";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { everyKind } from "../../../../src/language/rules/rule.ts";
import { diagnose, PolicyDiagnosis } from "../../../../src/language/diagnostics/diagnose.ts";
import { defaultSettings, type DiagnosticSettings } from "../../../../src/language/diagnostics/settings.ts";
import { openCatalogue } from "../rules/ruleCases.ts";
import { randomFrom } from "./random.ts";

const base = {
  Version: "2012-10-18",
  Statement: [
    {
      Sid: "a b",
      Effect: "allow",
      Action: ["s3:GetObject", "s3:getobject"],
      Resource: "arn:aws:s3:::my-bucket/*",
    },
    { Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::my-bucket" },
  ],
};

describe("diagnosing a policy", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
    await catalogue.load(["s3", "ec2", "iam", "sts", "sqs"]);
  });

  const codes = (text: string, settings: Partial<DiagnosticSettings> = {}) =>
    diagnose(text, "identity", catalogue, { ...defaultSettings, ...settings }).map(({ code }) => code);

  it("gives findings in the order of the text, none twice", () => {
    const text = JSON.stringify(base, null, 2);
    const findings = diagnose(text, "identity", catalogue);
    assert.deepEqual(
      findings.map(({ code }) => code),
      [
        "INVALID_VERSION",
        "UNSUPPORTED_SID",
        "INVALID_EFFECT",
        "REDUNDANT_ACTION",
        "ACTION_RESOURCE_MISMATCH",
      ],
    );
    const starts = findings.map(({ span }) => span.start);
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
  });

  it("takes severities and switched off codes from the settings", () => {
    const text = JSON.stringify(base, null, 2);
    assert.deepEqual(
      codes(text, { severities: { REDUNDANT_ACTION: "off" } }).includes("REDUNDANT_ACTION"),
      false,
    );
    assert.deepEqual(codes(text, { ignoredCodes: ["UNSUPPORTED_SID"] }).includes("UNSUPPORTED_SID"), false);
    assert.deepEqual(codes(text, { ignoredCodes: ["*"] }), []);
    const settings: DiagnosticSettings = { ...defaultSettings, severities: { REDUNDANT_ACTION: "error" } };
    const changed = diagnose(text, "identity", catalogue, settings);
    assert.equal(changed.find(({ code }) => code === "REDUNDANT_ACTION")?.severity, "error");
  });

  it("leaves out what comments switch off on their own line and on the next", () => {
    const lines = [
      "{",
      '  "Version": "2012-10-18", // assume-role: ignore INVALID_VERSION',
      '  "Statement": [{',
      "    // assume-role: ignore UNSUPPORTED_SID, INVALID_EFFECT",
      '    "Sid": "a b", "Effect": "allow",',
      '    "Action": ["s3:GetObject", "s3:getobject"],',
      "    /* assume-role: ignore * */",
      '    "Resource": "my-bucket"',
      "  }]",
      "}",
    ];
    assert.deepEqual(codes(lines.join("\n")), ["REDUNDANT_ACTION"]);
    // Another code, or two lines further, is no business of the comment.
    assert.ok(
      codes(lines.join("\n").replace("ignore INVALID_VERSION", "ignore MISSING_VERSION")).includes(
        "INVALID_VERSION",
      ),
    );
    assert.ok(codes(lines.join("\r\n\r\n")).includes("UNSUPPORTED_SID"));
  });

  it("judges by names alone until the facts of a service are there, then again", async () => {
    const own = await openCatalogue();
    const text = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::my-bucket" }],
    });
    const diagnosis = new PolicyDiagnosis(own);
    assert.deepEqual(diagnosis.run(text, "identity"), []);
    const loaded = await diagnosis.load(text, "identity");
    assert.deepEqual(
      loaded.map(({ code }) => code),
      ["ACTION_RESOURCE_MISMATCH"],
    );
    assert.deepEqual(diagnosis.run(text, "identity"), loaded);
  });

  it("says the same after any edit as for a new document", () => {
    const random = randomFrom(7);
    const diagnosis = new PolicyDiagnosis(catalogue);
    let text = JSON.stringify(
      { ...base, Statement: Array.from({ length: 8 }, () => base.Statement).flat() },
      null,
      2,
    );
    for (let round = 0; round < 120; round++) {
      text = random.edited(text);
      const kind = random.one(everyKind);
      assert.deepEqual(diagnosis.run(text, kind), diagnose(text, kind, catalogue), text);
    }
  });

  it("moves kept findings and their fixes with the statement", () => {
    const diagnosis = new PolicyDiagnosis(catalogue);
    const text = JSON.stringify(base, null, 2);
    const before = diagnosis.run(text, "identity");
    const after = diagnosis.run(`\n\n${text}`, "identity");
    assert.deepEqual(
      after.map(({ span, fixes }) => [
        span.start - 2,
        fixes.map(({ edits }) => edits.map((edit) => edit.span.start - 2)),
      ]),
      before.map(({ span, fixes }) => [
        span.start,
        fixes.map(({ edits }) => edits.map((edit) => edit.span.start)),
      ]),
    );
  });

  it("never throws, whatever the text, and its places lie in it", () => {
    const random = randomFrom(11);
    const seed = JSON.stringify(base, null, 1);
    for (let round = 0; round < 400; round++) {
      let text = seed;
      for (let edits = 0; edits < 1 + (round % 5); edits++) text = random.edited(text);
      for (const { span, fixes } of diagnose(text, random.one(everyKind), catalogue)) {
        for (const place of [span, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))]) {
          assert.ok(place.start >= 0 && place.start <= place.end && place.end <= text.length, text);
        }
      }
    }
    for (const text of [
      "",
      "null",
      "[]",
      '"x"',
      "{",
      "\uFEFF{}",
      "[".repeat(5000),
      `{"Statement":${"[".repeat(900)}`,
      "\ud800",
    ]) {
      for (const kind of everyKind) diagnose(text, kind, catalogue);
    }
  });
});
