import assert from "node:assert/strict";
import { settingProblem } from "../../../../src/core/profiles/settingProblem.ts";

describe("what is wrong with the value of a setting", () => {
  const cases: readonly (readonly [key: string, value: string, problem: RegExp | undefined])[] = [
    ["role_arn", "arn:aws:iam::111122223333:role/Deploy", undefined],
    ["role_arn", "Deploy", /not an ARN/],
    ["duration_seconds", "3600", undefined],
    ["duration_seconds", "60", /900 to 43200/],
    ["duration_seconds", "1h", /whole number/],
    ["mfa_serial", "arn:aws:iam::111122223333:user/jane", /Write arn:aws:iam::111122223333:mfa\/jane/],
    ["external_id", "x", /2 to 1224/],
    ["endpoint_url", "localhost:4566", /with its scheme/],
    ["sso_account_id", "1111", /twelve digits/],
    ["sso_role_name", "ReadOnlyAccess", undefined],
    ["sso_role_name", "arn:aws:iam::111122223333:role/ReadOnly", /not an ARN/],
    ["sso_start_url", "http://example.com", /https:/],
    ["region", "us-gov-west-1", undefined],
    ["region", "Ireland", /eu-west-1/],
    ["web_identity_token_file", "/var/run/token", undefined],
    ["web_identity_token_file", "~/token", /whole path/],
    ["aws_access_key_id", "AKIA", /16 to 128/],
    ["x_of_another_tool", "anything", undefined],
  ];
  for (const [key, value, problem] of cases) {
    it(`${key} = ${value}`, () => {
      const said = settingProblem(key, value);
      if (problem === undefined) assert.equal(said, undefined);
      else assert.match(said ?? "nothing", problem);
    });
  }
});
