import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import type { EditorProxySettings } from "../../../../src/core/network/proxy.ts";
import { loadProfiles } from "../../../../src/core/profiles/load.ts";
import { checkSetup } from "../../../../src/core/setup/checkSetup.ts";
import type { SetupFacts } from "../../../../src/core/setup/model.ts";
import { nodeDisk } from "../../../../src/core/setup/nodeDisk.ts";
import { setupReport } from "../../../../src/core/setup/report.ts";
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
    readonly editor?: EditorProxySettings;
  }

  function factsOf({ config, credentials, modes, environment = {}, editor }: Machine): SetupFacts {
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
      environment,
      proxyRules:
        editor === undefined
          ? { kind: "environment", environment }
          : { kind: "editor", environment, settings: editor },
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

  it("tells which proxy calls go through, without its password, and what the AWS CLI does", () => {
    const config = `[profile far]\nregion = eu-west-1\n[profile near]\nregion = eu-west-1\nendpoint_url = http://127.0.0.1:9000\n`;
    const files = {
      config,
      credentials: `${base}${base.replace("base", "far")}${base.replace("base", "near")}`,
    };
    const environment = { HTTPS_PROXY: "http://ann:secret@proxy.corp:8080/" };
    const editor = { support: "override", proxy: "", noProxy: [] };
    const cli = lines({ ...files, environment });
    assert.match(
      cli,
      /through the proxy http:\/\/proxy\.corp:8080 \(HTTPS_PROXY\)\. 1 of 3 endpoints are called past it/,
    );
    assert.deepEqual(found({ ...files, environment, editor }), ["information proxyInForce"]);
    const own = { ...editor, proxy: "http://bob:secret@other.corp" };
    const both = lines({ ...files, environment, editor: own });
    assert.match(both, /through the proxy http:\/\/other\.corp \(the setting http\.proxy\)/);
    assert.match(both, /The AWS CLI goes through another proxy: http:\/\/proxy\.corp:8080 \(HTTPS_PROXY\)/);
    assert.match(lines({ ...files, editor: own }), /The AWS CLI goes through no proxy/);
    assert.deepEqual(found({ ...files, environment, editor: { ...own, support: "off" } }), []);
    assert.doesNotMatch(cli + both, /secret|ann|bob/);
  });

  it("says which certificates are named and cannot be used", () => {
    const bundle = join(home, "corp.pem");
    const config = `[profile base]\nca_bundle = ${bundle}\n`;
    assert.match(
      lines({ config, credentials: base }),
      /CA bundle .*corp\.pem \(ca_bundle of profile 'base'\) is not there/,
    );
    fs.writeFileSync(bundle, "nothing");
    assert.match(lines({ config, credentials: base }), /holds no certificate/);
    fs.writeFileSync(bundle, "-----BEGIN CERTIFICATE-----\n");
    assert.deepEqual(found({ config, credentials: base }), []);
    assert.deepEqual(found({ credentials: base, environment: { AWS_CA_BUNDLE: "~/corp.pem" } }), []);
    assert.match(
      lines({ credentials: base, environment: { AWS_CA_BUNDLE: "corp.pem" } }),
      /is no whole path/,
    );
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

  it("tells two profile variables that differ, and a token without keys", () => {
    const environment = {
      AWS_PROFILE: "base",
      AWS_DEFAULT_PROFILE: "other",
      AWS_SESSION_TOKEN: "EXAMPLE-token",
    };
    assert.deepEqual(found({ credentials: `${base}[other]\nregion = x\n`, environment }), [
      "warning environmentNamesTwoProfiles",
      "information environmentHidesProfiles",
    ]);
    assert.doesNotMatch(lines({ credentials: base, environment }), /EXAMPLE/);
  });

  it("sees cached sessions of tools that others may read, folder by folder, and none behind a closed door", () => {
    const cache = join(home, ".aws/cli/cache");
    fs.mkdirSync(cache, { recursive: true });
    fs.writeFileSync(join(cache, "a.json"), "{}");
    fs.writeFileSync(join(cache, "b.json"), "{}");
    fs.chmodSync(join(cache, "a.json"), 0o644);
    fs.chmodSync(join(cache, "b.json"), 0o600);
    fs.chmodSync(cache, 0o755);
    assert.match(
      lines({ credentials: base }),
      /^warning: Other users of this machine may read 1 file with sessions of roles in .*cli\/cache \(mode 755\)\. Close it: chmod 700/,
    );
    fs.chmodSync(cache, 0o700);
    assert.deepEqual(found({ credentials: base }), []);
  });

  it("works with the paths of Windows, where files have no modes", () => {
    const paths = {
      config: "C:\\Users\\jane\\.aws\\config",
      credentials: "C:\\Users\\jane\\.aws\\credentials",
    };
    const facts = factsOf({ config: "[default]\nregion = x\n" });
    const entry = { kind: "file", readable: true } as const;
    const asked: string[] = [];
    const disk = {
      ...facts.disk,
      stat: (path: string) => {
        asked.push(path);
        return path === paths.config
          ? entry
          : path.endsWith(".aws")
            ? ({ kind: "folder", readable: true } as const)
            : undefined;
      },
    };
    assert.deepEqual(checkSetup({ ...facts, home: "C:\\Users\\jane", paths, disk }), []);
    assert.ok(asked.includes("C:\\Users\\jane\\.aws"), asked.join(", "));
  });

  describe("the report", () => {
    const machine: Machine = {
      config:
        "[profile base]\nregion = eu-west-1\n[profile lost]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = gone\n",
      credentials: `${base}region = us-east-1\n`,
      modes: { credentials: 0o644 },
      environment: {
        AWS_PROFILE: "base",
        AWS_ACCESS_KEY_ID: "AKIAI44QH8DHBEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
        AWS_ENDPOINT_URL_STS: "https://me:wJalrXUtnFEMI@sts.example.com",
        HOME: "/home/jane",
      },
    };
    const reportOf = (
      given: Machine,
      endpoints: Parameters<typeof setupReport>[2] = { notAsked: "not asked" },
    ) => {
      const facts = factsOf(given);
      return setupReport(facts, checkSetup(facts), endpoints, { host: "box", time: () => "10:00" });
    };

    it("tells the worst first, then what is in order, and no secret", () => {
      const { text } = reportOf(machine, {
        reached: [
          { kind: "answered", address: "https://sts.eu-west-1.amazonaws.com", clockAheadSeconds: 0 },
          { kind: "answered", address: "https://sts.us-east-1.amazonaws.com", clockAheadSeconds: -3 },
          { kind: "answered", address: "http://127.0.0.1:1" },
          { kind: "unreachable", address: "http://127.0.0.1:2", reason: "nothing listens there" },
        ],
      });
      const shown = text.replaceAll(home, "~");
      assert.equal(
        shown,
        [
          "AWS set-up of box",
          "Checked at 10:00: 1 error, 3 warnings, 1 note. No secret is in this report.",
          "",
          "Does not work",
          "  Profile 'lost' does not work. Source profile 'gone' not found. Add it, or name another.",
          "    ~/.aws/config:5:18",
          "",
          "Take care",
          "  Other users of this machine may read ~/.aws/credentials (mode 644). Close it: chmod 600 ~/.aws/credentials",
          "  AWS_ACCESS_KEY_ID is set: the AWS CLI and most SDKs use the keys of the environment even where AWS_PROFILE names a profile. Here the profile is used.",
          "  'region' of profile 'base' stands in both files with different values: the one in the credentials file counts, this one does not. Remove one of them.",
          "    ~/.aws/config:2:1",
          "",
          "Good to know",
          "  AWS_ENDPOINT_URL_STS is set: calls go there and not to AWS.",
          "",
          "Files",
          "  ~/.aws/config  mode 600, 2 profiles",
          "  ~/.aws/credentials  mode 644, 1 profile",
          "",
          "AWS variables of the editor's environment",
          "  AWS_ACCESS_KEY_ID      is set",
          "  AWS_ENDPOINT_URL_STS   https://…@sts.example.com",
          "  AWS_PROFILE            base",
          "  AWS_SECRET_ACCESS_KEY  is set",
          "",
          "Endpoints",
          "  https://sts.eu-west-1.amazonaws.com: answered, its clock and this machine's agree",
          "  https://sts.us-east-1.amazonaws.com: answered, its clock is 3 s behind this machine's",
          "  http://127.0.0.1:1: answered",
          "  http://127.0.0.1:2: nothing listens there",
          "",
        ].join("\n"),
      );
    });

    it("leads from each place to the file, and has the fix at its line", () => {
      const { text, links, fixes } = reportOf(machine);
      assert.deepEqual(
        links.map(({ span, file, line, character }) => [
          text.slice(span.start, span.end).replace(home, "~"),
          file,
          line,
          character,
        ]),
        [
          ["~/.aws/config:5:18", "config", 4, 17],
          ["~/.aws/config:2:1", "config", 1, 0],
          ["~/.aws/config", "config", 0, 0],
          ["~/.aws/credentials", "credentials", 0, 0],
        ],
      );
      assert.deepEqual(
        fixes.map(({ offset, fix }) => [text.slice(offset, offset + 13), fix]),
        [["  Other users", { kind: "close", path: join(home, ".aws/credentials"), mode: 0o600 }]],
      );
    });

    it("says that nothing is wrong where nothing is, and that files are not there", () => {
      const { text } = reportOf({ config: "[default]\nregion = x\n" });
      assert.match(text, /^Checked at 10:00: nothing is wrong\./m);
      assert.match(text, /credentials {2}not there\n/);
      assert.match(text, /environment\n {2}none is set\n/);
      assert.match(text, /Endpoints\n {2}not asked\n$/);
    });

    it("says until when a sign-in is good", () => {
      const hash = createHash("sha1").update("corp").digest("hex");
      fs.writeFileSync(
        join(home, ".aws/sso/cache", `${hash}.json`),
        JSON.stringify({
          accessToken: "secret-EXAMPLE-token",
          refreshToken: "x",
          expiresAt: "2026-05-04T11:00:00Z",
          registrationExpiresAt: "2026-06-01T00:00:00Z",
        }),
        { mode: 0o600 },
      );
      const { text } = reportOf({
        config:
          "[profile a]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = R\n[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n",
      });
      assert.match(
        text,
        /Sign-ins\n {2}corp: signed in until 2026-05-04 11:00 UTC; tools renew it until 2026-06-01 00:00 UTC\n/,
      );
      assert.doesNotMatch(text, /EXAMPLE-token/);
    });
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
    const config = Array.from({ length: 10 }, (_, i) => `[profile p${i}]\nrole_arn = x\n`).join("");
    const told = lines({ config }).split("\n");
    assert.equal(told.length, 9);
    assert.match(told[0] ?? "", /config:2:12: error: Profile 'p0' does not work\. 'x' is not an ARN\./);
    assert.match(told.join("\n"), /error: 2 more profiles do not work: 'p8', 'p9'\./);
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
        /config:9:1: warning: SSO session 'corp' of profile 'a' and 1 more has no sign-in .* aws sso login --sso-session corp$/,
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
