import assert from "node:assert/strict";
import { parseSessionTags } from "../../../../src/core/openConfig/sessionTags.ts";
import { samlRoles } from "../../../../src/core/samlRoles.ts";

describe("session tags as they are typed", () => {
  it("are keys and values with commas between", () => {
    assert.deepEqual(parseSessionTags(" team = blue , cost=4=2,, empty="), {
      tags: { team: "blue", cost: "4=2", empty: "" },
    });
    assert.deepEqual(parseSessionTags(""), { tags: {} });
  });

  for (const [text, problem] of [
    ["team", /'team' is no tag/],
    ["=x", /'=x' is no tag/],
    ["team=a, Team=b", /'Team' is there twice/],
    [`${"k".repeat(129)}=v`, /at most 128/],
    [`k=${"v".repeat(257)}`, /more than 256/],
    [Array.from({ length: 51 }, (_, i) => `k${i}=v`).join(), /at most 50/],
  ] as const) {
    it(`are refused where STS would refuse them: ${text.slice(0, 20)}`, () => {
      const parsed = parseSessionTags(text);
      assert.ok("problem" in parsed);
      assert.match(parsed.problem, problem);
    });
  }
});

describe("the roles of a SAML response", () => {
  const role = "arn:aws:iam::111122223333:role/path/Federated";
  const provider = "arn:aws:iam::111122223333:saml-provider/Corp";

  it("are read in either order, with blanks and line ends", () => {
    const xml = `<a:AttributeValue xsi:type="xs:string">${role},${provider}</a:AttributeValue>
      <AttributeValue>
        ${provider}, ${role}2
      </AttributeValue>`;
    assert.deepEqual(samlRoles(xml), [
      { roleArn: role, principalArn: provider },
      { roleArn: `${role}2`, principalArn: provider },
    ]);
  });

  it("are none in any other text", () => {
    for (const text of ["", "not XML", `<v>${role}</v>`, `<v>${role},${role}</v>`, "<v>arn:,</v>"])
      assert.deepEqual(samlRoles(text), []);
  });
});
