import assert from "node:assert/strict";
import { oidcProvider, tokenClaims } from "../../../../src/core/roleConfig/tokenClaims.ts";

const jwt = (payload: unknown): string =>
  ["{}", JSON.stringify(payload), "signature"]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");

describe("tokenClaims", () => {
  it("reads issuer, audience and subject, and nothing else", () => {
    const token = jwt({
      iss: "https://token.actions.githubusercontent.com/",
      aud: ["sts.amazonaws.com", "other"],
      sub: "repo:mé/it:ref:refs/heads/main",
      email: "jane@example.com",
      exp: 1,
    });
    assert.deepEqual(tokenClaims(` ${token}\n`), {
      issuer: "token.actions.githubusercontent.com",
      claims: { aud: "sts.amazonaws.com", sub: "repo:mé/it:ref:refs/heads/main" },
    });
    assert.deepEqual(tokenClaims(jwt({ iss: "https://x.example/id/A1" })), {
      issuer: "x.example/id/A1",
      claims: {},
    });
  });

  for (const text of [
    "",
    "abc",
    "a.b.c",
    jwt("x"),
    jwt(null),
    jwt({ sub: "x" }),
    jwt({ iss: 5 }),
    "a.\u0000.c",
    `a.${"/".repeat(9)}.c`,
  ]) {
    it(`takes ${JSON.stringify(text).slice(0, 40)} for no token`, () => {
      assert.equal(tokenClaims(text), undefined);
    });
  }

  it("names a provider as trust policies do", () => {
    const role = { partition: "aws-cn", account: "111122223333" };
    assert.equal(
      oidcProvider("x.example/id/A1", role),
      "arn:aws-cn:iam::111122223333:oidc-provider/x.example/id/A1",
    );
    assert.equal(oidcProvider("accounts.google.com", role), "accounts.google.com");
  });
});
