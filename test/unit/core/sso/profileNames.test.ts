import assert from "node:assert/strict";
import fc from "fast-check";
import { profileNameProblem } from "../../../../src/core/awsFiles/edit/writable.ts";
import type { SsoOffer } from "../../../../src/core/sso/offers.ts";
import {
  DEFAULT_NAME_PATTERN,
  namePatternProblem,
  proposedNames,
} from "../../../../src/core/sso/profileNames.ts";

const offer = (accountName: string, roleName = "Admin", accountId = "111122223333"): SsoOffer => ({
  accountId,
  accountName,
  roleName,
});
const names = (offers: readonly SsoOffer[], pattern = DEFAULT_NAME_PATTERN, taken: readonly string[] = []) =>
  proposedNames(offers, pattern, new Set(taken));

describe("names of profiles for what a sign-in offers", () => {
  for (const [account, expected] of [
    ["Prod", "Prod-Admin"],
    ["Log Archive (EU)", "Log-Archive-EU-Admin"],
    ["Zürich & Genève", "Zurich-Geneve-Admin"],
    ["team/blue", "team/blue-Admin"],
    ["  [x] = y # z ", "x-y-z-Admin"],
    ["日本", "111122223333-Admin"],
    ["--option", "option-Admin"],
    ["$(trash)", "trash-Admin"],
  ] as const) {
    it(`are made safe: ${account}`, () => {
      assert.deepEqual(names([offer(account)]), [expected]);
    });
  }

  it("follow the pattern", () => {
    const one = [offer("Prod EU", "Power,User")];
    assert.deepEqual(names(one, "{role}.{accountId}"), ["Power-User.111122223333"]);
    assert.deepEqual(names(one, "corp/{account|lower}/{role|lower}"), ["corp/prod-eu/power-user"]);
    assert.deepEqual(names(one, "-{account}"), ["Prod-EU"]);
  });

  it("get the account's id where two are the same, and a number where that is taken", () => {
    const two = [
      offer("Sandbox", "Admin", "111111111111"),
      offer("Sandbox", "Admin", "222222222222"),
      offer("Other"),
    ];
    assert.deepEqual(names(two), ["Sandbox-Admin-111111111111", "Sandbox-Admin-222222222222", "Other-Admin"]);
    assert.deepEqual(names(two, "{account}", ["Sandbox-111111111111", "Other"]), [
      "Sandbox-111111111111-2",
      "Sandbox-222222222222",
      "Other-111122223333",
    ]);
    assert.deepEqual(
      names([offer("a", "Reader"), offer("a", "Writer")], "{accountId}"),
      ["111122223333", "111122223333-2"],
      "the id is not written twice",
    );
  });

  it("are never the profile default by the way", () => {
    assert.deepEqual(names([offer("default")], "{account}"), ["default-111122223333"]);
    assert.deepEqual(names([offer("DEFAULT")], "{account}"), ["DEFAULT-111122223333"]);
  });

  for (const [pattern, problem] of [
    ["{account}", undefined],
    ["{account|lower}-{role}", undefined],
    ["corp.{accountId}", undefined],
    ["", /all names would be the same/],
    ["prod", /all names would be the same/],
    ["{account} {role}", /letters, digits/],
    ["{account}-{name}", /Placeholders are/],
    ["{account|upper}", /all names would be the same/],
    ["{account}{", /Placeholders are/],
    ["{account}]", /letters, digits/],
  ] as const) {
    it(`come of the pattern '${pattern}'${problem === undefined ? "" : " not"}`, () => {
      const found = namePatternProblem(pattern);
      if (problem === undefined) assert.equal(found, undefined);
      else assert.match(found ?? "", problem);
    });
  }

  it("are valid and all different, whatever the accounts are called", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom("Prod", "prod", "default", "a b", "a-b", "__proto__", "DEFAULT", "-", ""),
    );
    const any = fc.record({
      accountId: fc.constantFrom("111111111111", "222222222222"),
      accountName: text,
      roleName: fc.constantFrom("Admin", "Power,User", "=x"),
    });
    const pattern = fc.constantFrom(
      DEFAULT_NAME_PATTERN,
      "{account}",
      "{role}",
      "{account|lower}",
      "-{account}",
      "a{accountId}",
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), pattern, fc.array(text), (offers, used, taken) => {
        assert.equal(namePatternProblem(used), undefined);
        const proposed = names(offers, used, taken);
        assert.equal(proposed.length, offers.length);
        assert.equal(new Set([...proposed, ...taken]).size, offers.length + new Set(taken).size);
        for (const name of proposed) {
          assert.equal(profileNameProblem(name), undefined, name);
          assert.notEqual(name, "default");
          assert.ok(!name.startsWith("-"), name);
        }
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});
