import assert from "node:assert/strict";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import type { SsoAccount } from "../../../../src/core/livePort.ts";
import { loadProfiles } from "../../../../src/core/profiles/load.ts";
import { ssoOffers } from "../../../../src/core/sso/offers.ts";

const accounts: readonly SsoAccount[] = [
  { id: "222222222222", name: "team 10", roles: ["Reader"] },
  { id: "111111111111", name: "Team 9", email: "nine@example.com", roles: ["Reader", "Admin"] },
  { id: "333333333333", name: "Closed", problem: "No access" },
];

function offers(config: string, credentials = "") {
  const profiles = loadProfiles({
    config: parseAwsFile("config", config),
    credentials: parseAwsFile("credentials", credentials),
  });
  return ssoOffers(profiles, "corp", accounts);
}

const profile = (name: string, session: string, account: string, role: string): string =>
  `[profile ${name}]\nsso_session = ${session}\nsso_account_id = ${account}\nsso_role_name = ${role}\n`;

describe("what a sign-in offers, beside the profiles", () => {
  it("is in the order in which a person looks for it", () => {
    assert.deepEqual(offers(""), {
      fresh: [
        { accountId: "111111111111", accountName: "Team 9", email: "nine@example.com", roleName: "Admin" },
        { accountId: "111111111111", accountName: "Team 9", email: "nine@example.com", roleName: "Reader" },
        { accountId: "222222222222", accountName: "team 10", roleName: "Reader" },
      ],
      known: [],
      gone: [],
    });
  });

  it("is known where a profile has the same session, account and role, and only there", () => {
    const { fresh, known } = offers(
      profile("mine", "corp", "111111111111", "Admin") +
        profile("again", "corp", "111111111111", "Admin") +
        profile("elsewhere", "other", "111111111111", "Reader") +
        "[profile legacy]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 222222222222\nsso_role_name = Reader\n",
    );
    assert.deepEqual(
      known.map(({ profile: name, accountId, roleName }) => [name, accountId, roleName]),
      [["mine", "111111111111", "Admin"]],
    );
    assert.deepEqual(
      fresh.map(({ accountId, roleName }) => [accountId, roleName]),
      [
        ["111111111111", "Reader"],
        ["222222222222", "Reader"],
      ],
    );
  });

  it("is gone where a profile names what is not offered, with the profiles that need it", () => {
    const { gone } = offers(
      profile("old-role", "corp", "111111111111", "Auditor") +
        profile("old-account", "corp", "999999999999", "Admin") +
        profile("other-session", "other", "999999999999", "Admin") +
        profile("unread", "corp", "333333333333", "Admin") +
        profile("fine", "corp", "222222222222", "Reader") +
        "[profile half]\nsso_session = corp\nsso_account_id = 999999999999\n" +
        "[profile deploy]\nrole_arn = arn:aws:iam::111111111111:role/Deploy\nsource_profile = old-role\n",
    );
    assert.deepEqual(gone, [
      { profile: "old-role", accountId: "111111111111", roleName: "Auditor", dependents: ["deploy"] },
      { profile: "old-account", accountId: "999999999999", roleName: "Admin", dependents: [] },
    ]);
  });
});
