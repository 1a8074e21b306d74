import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { applyEdits } from "../../../src/core/awsFiles/edit/applyEdits.ts";
import { replaceProfiles } from "../../../src/core/awsFiles/edit/replaceProfiles.ts";
import { parseAwsFile } from "../../../src/core/awsFiles/parse.ts";
import type { SsoAccount } from "../../../src/core/livePort.ts";
import { loadProfiles } from "../../../src/core/profiles/load.ts";
import { ssoOffers } from "../../../src/core/sso/offers.ts";
import { DEFAULT_NAME_PATTERN, proposedNames } from "../../../src/core/sso/profileNames.ts";
import { ssoSections } from "../../../src/core/sso/sections.ts";

const runs = 300;
const before = `# mine
[default]
region = us-east-1
[profile Prod-Admin]
region = eu-west-1
[profile old]
sso_session = corp
sso_account_id = 999999999999
sso_role_name = Admin`;

/** What botocore says of one text: the settings of every profile, and where the credentials of some come from. */
interface Reading {
  readonly profiles?: Readonly<Record<string, unknown>>;
  readonly answers?: Readonly<Record<string, { readonly source?: string }>>;
}

describe("botocore finds the profiles that are made of what a sign-in offers", function () {
  this.timeout(300_000);

  it(`in ${runs} configs`, () => {
    const cases = fc.sample(offered(), { numRuns: runs, seed: 1 }).map(made);
    const readings = readByBotocore(cases);
    cases.forEach(({ config, written }, index) => {
      const { profiles, answers } = readings[index] ?? {};
      assert.ok(profiles !== undefined && answers !== undefined, config);
      assert.deepEqual(
        profiles,
        {
          default: { region: "us-east-1" },
          "Prod-Admin": { region: "eu-west-1" },
          ...written,
        },
        config,
      );
      for (const name of Object.keys(written)) assert.equal(answers[name]?.source, "sso", config);
    });
    assert.ok(cases.some(({ written }) => Object.keys(written).length > 4));
  });
});

function offered(): fc.Arbitrary<readonly SsoAccount[]> {
  const account = fc.record({
    id: fc.integer({ min: 100_000_000_000, max: 100_000_000_004 }).map(String),
    name: fc.oneof(
      fc.constantFrom("Prod", "Log Archive (EU)", "Zürich", "日本", "[x]", "a # b", "team/blue", "default"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 10 }),
    ),
    roles: fc.uniqueArray(fc.constantFrom("Admin", "Power,User", "Read=Only", "a@b.c", "x+y"), {
      maxLength: 3,
    }),
  });
  return fc.uniqueArray(account, { selector: ({ id }) => id, minLength: 1, maxLength: 4 });
}

function made(accounts: readonly SsoAccount[]): {
  readonly config: string;
  readonly written: Readonly<Record<string, Readonly<Record<string, string>>>>;
} {
  const files = { config: parseAwsFile("config", before) };
  const profiles = loadProfiles(files);
  const { fresh, gone } = ssoOffers(profiles, "corp", accounts);
  assert.deepEqual(
    gone.map(({ profile }) => profile),
    ["old"],
  );
  const names = proposedNames(fresh, DEFAULT_NAME_PATTERN, new Set(profiles.byName.keys()));
  const named = fresh.map((offer, index) => ({ offer, name: names[index] ?? "" }));
  const session = {
    file: "config",
    type: "ssoSession",
    name: "corp",
    entries: [
      ["sso_start_url", "https://corp.awsapps.com/start"],
      ["sso_region", "eu-west-1"],
    ],
  } as const;
  const result = replaceProfiles(files, ["old"], [session, ...ssoSections("corp", named, "eu-west-1")]);
  assert.equal(result.kind, "edits", result.kind === "refused" ? result.message : "");
  return {
    config: applyEdits(before, result.files[0]?.edits ?? []),
    written: Object.fromEntries(
      named.map(({ name, offer }) => [
        name,
        {
          sso_session: "corp",
          sso_account_id: offer.accountId,
          sso_role_name: offer.roleName,
          region: "eu-west-1",
        },
      ]),
    ),
  };
}

function readByBotocore(cases: readonly ReturnType<typeof made>[]): readonly Reading[] {
  const python = process.env["BOTOCORE_PYTHON"];
  assert.ok(python, "Set BOTOCORE_PYTHON, as botocore.oracle.ts says.");
  const answered = spawnSync(python, [fileURLToPath(new URL("view.py", import.meta.url))], {
    input: JSON.stringify(
      cases.map(({ config, written }) => ({
        config,
        credentials: "",
        environment: {},
        profiles: Object.keys(written),
      })),
    ),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(answered.status, 0, answered.stderr);
  // Written by view.py, as its head says.
  return JSON.parse(answered.stdout) as readonly Reading[];
}
