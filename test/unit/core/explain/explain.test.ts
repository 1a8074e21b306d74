import assert from "node:assert/strict";
import { decide } from "../../../../src/core/evaluate/decide.ts";
import type { DecisionRequest } from "../../../../src/core/evaluate/model.ts";
import { principalFromArn } from "../../../../src/core/evaluate/principal.ts";
import { explain, type Explanation } from "../../../../src/core/explain/explain.ts";
import { reasonInWords } from "../../../../src/core/explain/words.ts";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";

const texts: Readonly<Record<string, string>> = {
  "app.json": `{
  "Statement": [
    {
      "Sid": "Assume",
      "Effect": "Allow",
      "Action": "sts:AssumeRole",
      "Resource": "*"
    }
  ]
}`,
  "trust.json": `{
  "Statement": [
    { "Sid": "Partner", "Effect": "Allow", "Principal": { "AWS": "111111111111" }, "Action": "sts:AssumeRole",
      "Condition": { "StringEquals": { "sts:ExternalId": "abc" }, "Bool": { "aws:MultiFactorAuthPresent": "true" } } },
    { "Sid": "NoBob", "Effect": "Deny", "Principal": { "AWS": "arn:aws:iam::111111111111:user/bob" }, "Action": "sts:*" }
  ]
}`,
};

function request(caller: string, context: NonNullable<DecisionRequest["context"]>): DecisionRequest {
  const principal = principalFromArn(caller);
  assert.ok(principal);
  return {
    principal,
    action: "sts:AssumeRole",
    resource: "arn:aws:iam::222222222222:role/Target",
    context,
    openContext: true,
    policies: {
      identity: [{ name: "app.json", policy: parsePolicy(texts["app.json"] ?? "") }],
      resource: { name: "trust.json", policy: parsePolicy(texts["trust.json"] ?? "") },
    },
  };
}

function explained(caller: string, context: NonNullable<DecisionRequest["context"]> = {}): Explanation {
  const asked = request(caller, context);
  return explain({
    title: "AssumeRole on Target",
    request: asked,
    decision: decide(asked),
    expected: "allow",
    quote: (policy, span) => {
      const text = texts[policy] ?? "";
      const line = text.slice(0, span.start).split("\n").length;
      return { text: text.slice(span.start, span.end), place: `${policy}:${line}`, isFile: true };
    },
  });
}

const app = "arn:aws:iam::111111111111:role/App";
const bob = "arn:aws:iam::111111111111:user/bob";

describe("the reason of a decision in one line", () => {
  const reason = (caller: string, context: NonNullable<DecisionRequest["context"]>) =>
    reasonInWords(decide(request(caller, context)));

  it("cites the statements that decide, or the side that lacks an Allow", () => {
    const met = { "sts:ExternalId": "abc", "aws:MultiFactorAuthPresent": true };
    assert.equal(
      reason(app, met),
      "Allowed by Sid 'Assume' in the identity policies and Sid 'Partner' in the trust policy",
    );
    assert.equal(reason(bob, met), "Denied by Sid 'NoBob' in the trust policy");
    assert.equal(
      reason(app, { ...met, "sts:ExternalId": "x" }),
      "Denied: no matching Allow in the trust policy",
    );
    assert.equal(reason(app, { "sts:ExternalId": "abc" }), "Depends on: aws:MultiFactorAuthPresent");
  });

  it("says a rule outside the policies in its own words", () => {
    assert.match(reason("arn:aws:iam::111111111111:root", {}), /^Denied: The root user .* AssumeRole\.$/);
  });
});

describe("an explanation", () => {
  it("has the request, each layer with its statement, and what is not modelled", () => {
    const { text } = explained(app, { "sts:ExternalId": "abc", "aws:MultiFactorAuthPresent": true });
    assert.match(text, /^AssumeRole on Target\nSimulated: Allowed\nExpected: allowed\n/);
    assert.match(text, /^ {2}Principal {2}arn:aws:iam::111111111111:role\/App$/m);
    assert.match(text, /^ {2}Context {4}sts:ExternalId = abc$/m);
    assert.match(text, /^ {2}Identity policies: allows\n {4}Allow: Sid 'Assume' applies\n {6}app\.json:3$/m);
    // The statement is moved, not written anew.
    assert.match(text, /^ {8}\{\n {8} {2}"Sid": "Assume",$/m);
    assert.match(text, /^Not modelled\n {2}policies of VPC endpoints$/m);
    assert.doesNotMatch(text, /How to fix|Depends on/);
  });

  it("says why the nearest statement does not apply, and what to add", () => {
    const { text } = explained(app, { "sts:ExternalId": "xyz", "aws:MultiFactorAuthPresent": true });
    assert.match(text, /the request has \["xyz"\]/);
    assert.match(text, /^How to fix\n {2}Add to the trust policy:\n {4}\{\n {4} {2}"Effect": "Allow",$/m);
    assert.match(text, /^ {2}The nearest statement is Sid 'Partner':$/m);
  });

  it("names what the answer depends on, and how to give it", () => {
    const { text } = explained(app, { "sts:ExternalId": "abc" });
    assert.match(text, /^Depends on\n {2}aws:MultiFactorAuthPresent\n {2}Give these keys under 'context'/m);
  });

  it("does not offer an Allow against a Deny", () => {
    const { text } = explained(bob, { "sts:ExternalId": "abc", "aws:MultiFactorAuthPresent": true });
    assert.match(text, /^How to fix\n {2}An Allow cannot outweigh a Deny/m);
  });

  it("links every place to its statement", () => {
    const { text, links } = explained(app, { "sts:ExternalId": "abc" });
    assert.ok(links.length >= 2);
    for (const { span, policy, target } of links) {
      assert.match(text.slice(span.start, span.end), new RegExp(`^${policy}:\\d+$`));
      assert.equal(texts[policy]?.charAt(target.start), "{");
    }
  });
});
