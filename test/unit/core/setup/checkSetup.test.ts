import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { loadProfiles } from "../../../../src/core/profiles/load.ts";
import { checkSetup } from "../../../../src/core/setup/checkSetup.ts";
import type { SetupFacts } from "../../../../src/core/setup/model.ts";
import { nodeDisk } from "../../../../src/core/setup/nodeDisk.ts";
import { setupLines } from "../../../../src/core/setup/setupText.ts";

const now = Date.parse("2026-05-04T10:00:00Z");
const hour = 3_600_000;

describe("checkSetup", () => {
  let home: string;
  beforeEach(() => {
    home = fs.mkdtempSync(join(tmpdir(), "setup-"));
    fs.mkdirSync(join(home, ".aws/sso/cache"), { recursive: true, mode: 0o700 });
  });
  afterEach(() => {
    fs.rmSync(home, { recursive: true, force: true });
  });

  interface Machine {
    readonly config?: string;
    readonly credentials?: string;
    readonly modes?: Partial<Record<"config" | "credentials" | "folder", number>>;
    readonly environment?: Readonly<Record<string, string>>;
  }

  function factsOf({ config, credentials, modes, environment }: Machine): SetupFacts {
    const paths = { config: join(home, ".aws/config"), credentials: join(home, ".aws/credentials") };
    for (const [kind, text] of [
      ["config", config],
      ["credentials", credentials],
    ] as const) {
      if (text === undefined) {
        if (!fs.statSync(paths[kind], { throwIfNoEntry: false })?.isDirectory())
          fs.rmSync(paths[kind], { force: true });
        continue;
      }
      fs.writeFileSync(paths[kind], text);
      fs.chmodSync(paths[kind], modes?.[kind] ?? 0o600);
    }
    fs.chmodSync(join(home, ".aws"), modes?.folder ?? 0o700);
    const files = {
      ...(config === undefined ? {} : { config: parseAwsFile("config", config) }),
      ...(credentials === undefined ? {} : { credentials: parseAwsFile("credentials", credentials) }),
    };
    return {
      paths,
      files,
      profiles: loadProfiles(files),
      environment: environment ?? {},
      home,
      disk: nodeDisk({ fs, createHash, userId: process.getuid?.() }),
      now,
    };
  }

  /** Severity and code of every finding. */
  const found = (machine: Machine): string[] =>
    checkSetup(factsOf(machine)).map(({ severity, code }) => `${severity} ${code}`);
  const lines = (machine: Machine): string => {
    const facts = factsOf(machine);
    return setupLines(facts, checkSetup(facts)).join("\n");
  };

  const base =
    "[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";

  it("finds nothing in a good set-up", () => {
    assert.deepEqual(found({ config: "[profile base]\nregion = eu-west-1\n", credentials: base }), []);
  });

  it("says that there are no files", () => {
    assert.deepEqual(found({}), ["information noFiles"]);
  });

  it("sees who else may read and change the files and their folder", () => {
    assert.deepEqual(found({ credentials: base, modes: { credentials: 0o640 } }), [
      "warning fileOpenToOthers",
    ]);
    assert.deepEqual(found({ config: "[default]\nregion = x\n", modes: { config: 0o644 } }), [
      "information fileOpenToOthers",
    ]);
    assert.deepEqual(found({ config: "[default]\nregion = x\n", modes: { config: 0o664 } }), [
      "warning fileOpenToOthers",
    ]);
    const text = lines({ credentials: base, modes: { folder: 0o777 } });
    assert.match(text, /may replace files in .*\.aws \(mode 777\)\. Close it: chmod 700/);
  });

  it("says that a file is there and cannot be read", () => {
    fs.mkdirSync(join(home, ".aws/config"));
    assert.match(lines({}), /config is there but cannot be read: it is no file/);
  });

  it("tells which variables decide in place of the files, and no key", () => {
    const environment = {
      AWS_ACCESS_KEY_ID: "AKIAI44QH8DHBEXAMPLE",
      AWS_PROFILE: "bas",
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_CONFIG_FILE: "/elsewhere/config",
      AWS_ENDPOINT_URL_STS: "http://localhost:1",
      AWS_ENDPOINT_URL: "",
    };
    assert.deepEqual(found({ credentials: base, environment }), [
      "warning environmentHidesProfiles",
      "error environmentHidesProfiles",
      "error environmentNamesMissingProfile",
      "warning environmentRegionsDiffer",
      "information environmentSetsFile",
      "information environmentSetsEndpoint",
    ]);
    const text = lines({ credentials: base, environment });
    assert.match(text, /AWS_PROFILE is 'bas', and there is no such profile\. Did you mean 'base'\?/);
    assert.doesNotMatch(text, /AKIA/);
  });

  it("finds keys that the other file hides, where they differ, and says no value", () => {
    const text = lines({
      config:
        "[profile base]\nregion = eu-west-1\naws_secret_access_key = je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY\noutput = json\n",
      credentials: `${base}region = us-east-1\noutput = json\n`,
    });
    assert.match(text, /config:3:1: warning: 'aws_secret_access_key' of profile 'base' stands in both files/);
    assert.match(text, /config:2:1: warning: 'region' of profile 'base'/);
    assert.doesNotMatch(text, /output|EXAMPLEKEY|us-east-1/);
  });

  it("names the profiles that do not work", () => {
    const config = Array.from({ length: 7 }, (_, i) => `[profile p${i}]\nrole_arn = x\n`).join("");
    assert.match(lines({ config }), /These profiles do not work: 'p0', 'p1', 'p2', 'p3', 'p4' and 2 more/);
  });

  describe("SSO", () => {
    const config = [
      "[profile a]",
      "sso_session = corp",
      "sso_account_id = 111122223333",
      "sso_role_name = Reader",
      "[profile b]",
      "sso_session = corp",
      "sso_account_id = 444455556666",
      "sso_role_name = Reader",
      "[sso-session corp]",
      "sso_start_url = https://corp.awsapps.com/start",
      "sso_region = eu-west-1",
      "",
    ].join("\n");
    const token = (name: string, content: object): void => {
      const hash = createHash("sha1").update(name).digest("hex");
      fs.writeFileSync(
        join(home, ".aws/sso/cache", `${hash}.json`),
        JSON.stringify({ accessToken: "secret-EXAMPLE-token", ...content }),
      );
    };
    const at = (ms: number): string => new Date(ms).toISOString();

    it("asks for a sign-in once for all profiles of a session", () => {
      assert.match(
        lines({ config }),
        /^warning: SSO session 'corp' of profile 'a' and 1 more has no sign-in .* aws sso login --sso-session corp$/,
      );
    });

    it("is content with a token that is good, and says when one is over, without it", () => {
      token("corp", { expiresAt: at(now + hour) });
      assert.deepEqual(found({ config }), []);
      token("corp", { expiresAt: at(now - hour) });
      const text = lines({ config });
      assert.match(text, /expired at 2026-05-04T09:00:00.000Z\. Sign in again/);
      assert.doesNotMatch(text, /EXAMPLE-token/);
    });

    it("knows that tools renew a token that has a refresh token, until its registration ends", () => {
      const renewable = { expiresAt: at(now - hour), refreshToken: "x" };
      token("corp", { ...renewable, registrationExpiresAt: at(now + hour) });
      assert.deepEqual(found({ config }), ["information ssoWillBeRenewed"]);
      token("corp", { ...renewable, registrationExpiresAt: at(now - hour / 2) });
      assert.deepEqual(found({ config }), ["warning ssoExpired"]);
    });

    it("knows the older form by its start URL, and its older dates", () => {
      const legacy = [
        "[profile old]",
        "sso_start_url = https://old.awsapps.com/start",
        "sso_region = eu-west-1",
        "sso_account_id = 111122223333",
        "sso_role_name = Reader",
        "",
      ].join("\n");
      assert.match(lines({ config: legacy }), /sign-in at https:\/\/old.* aws sso login --profile old/);
      token("https://old.awsapps.com/start", { expiresAt: "2026-05-04T11:00:00UTC" });
      assert.deepEqual(found({ config: legacy }), []);
    });

    it("takes a broken token file for none", () => {
      const hash = createHash("sha1").update("corp").digest("hex");
      fs.writeFileSync(join(home, ".aws/sso/cache", `${hash}.json`), "{ half");
      assert.deepEqual(found({ config }), ["warning ssoNotSignedIn"]);
    });
  });
});
