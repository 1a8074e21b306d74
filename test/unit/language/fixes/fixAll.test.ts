import assert from "node:assert/strict";
import type { Catalogue } from "../../../../src/core/catalogue/catalogue.ts";
import { PolicyDiagnosis } from "../../../../src/language/diagnostics/diagnose.ts";
import { defaultSettings } from "../../../../src/language/diagnostics/settings.ts";
import { applyEdits } from "../../../../src/language/fixes/edit.ts";
import { fixAll } from "../../../../src/language/fixes/fixAll.ts";
import { openCatalogue } from "../rules/ruleCases.ts";

describe("fixing all findings of one code", () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await openCatalogue();
  });

  const fixed = async (policy: unknown, code?: string) => {
    const text = JSON.stringify(policy, null, 2);
    const diagnosis = new PolicyDiagnosis(catalogue);
    const edit = await fixAll(text, (now) => diagnosis.load(now, "identity", defaultSettings), code);
    return edit === undefined ? undefined : (JSON.parse(applyEdits(text, [edit])) as unknown);
  };
  const allow = (Action: unknown, more: object = {}) => ({
    Effect: "Allow",
    Action,
    Resource: "arn:aws:s3:::my-bucket/*",
    ...more,
  });
  const policy = (...Statement: readonly unknown[]) => ({ Version: "2012-10-17", Statement });

  it("removes neighbours in one list", async () => {
    assert.deepEqual(
      await fixed(
        policy(allow(["s3:*", "s3:GetObject", "s3:PutObject", "s3:GetObject"])),
        "REDUNDANT_ACTION",
      ),
      policy(allow(["s3:*"])),
    );
  });

  it("gives each Sid a name of its own", async () => {
    assert.deepEqual(
      await fixed(
        policy(
          allow("s3:GetObject", { Sid: "S" }),
          allow("s3:PutObject", { Sid: "S" }),
          allow("s3:DeleteObject", { Sid: "S" }),
        ),
        "UNIQUE_SIDS_REQUIRED",
      ),
      policy(
        allow("s3:GetObject", { Sid: "S" }),
        allow("s3:PutObject", { Sid: "S2" }),
        allow("s3:DeleteObject", { Sid: "S3" }),
      ),
    );
  });

  it("does nothing that is not safe, and nothing for another code", async () => {
    assert.equal(await fixed(policy(allow("s3:GetObjet")), "INVALID_ACTION"), undefined);
    assert.equal(await fixed(policy(allow(["s3:*", "s3:GetObject"])), "EMPTY_SID_VALUE"), undefined);
  });

  it("does everything that is safe where no code is named", async () => {
    const { Statement } = policy(allow(["s3:*", "s3:GetObject"], { Sid: "" }));
    assert.deepEqual(await fixed({ Version: "2012-10-17", Statement }), policy(allow(["s3:*"])));
  });

  it("ends where fixes undo each other", async () => {
    const flip = (text: string) => [
      {
        code: "FLIP",
        severity: "warning" as const,
        message: "Flips.",
        span: { start: 0, end: 1 },
        fixes: [
          {
            title: "Flip",
            edits: [{ span: { start: 0, end: 1 }, newText: text === "a" ? "b" : "a" }],
            safe: true,
          },
        ],
      },
    ];
    assert.equal(await fixAll("a", flip), undefined);
  });
});
