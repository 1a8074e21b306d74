import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { CredentialSource } from "../../src/core/profiles/model.ts";
import { createLive } from "../../src/live/live.ts";
import { DEFAULT_LIMITS } from "../../src/live/limits.ts";
import { startContainerCredentials } from "../servers/containerCredentials.ts";
import { startFront } from "../servers/front.ts";
import { startInstanceMetadata, type TemporaryKeys } from "../servers/instanceMetadata.ts";
import type { Keys } from "../servers/radosgw.ts";
import { startSsoPortal } from "../servers/ssoPortal.ts";
import { converse, failureOf, hopTo, valueOf } from "./conversation.ts";
import { withEnvironment } from "./environment.ts";
import { permit, trust } from "./policies.ts";
import { assertEnded } from "./processes.ts";
import { servers } from "./servers.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** Each source hands out real keys of radosgw, with which a role is then assumed. */
describe("first credentials", () => {
  let endpoint: string;
  let dev: Keys & { readonly arn: string };
  let role: string;
  let temporary: TemporaryKeys;
  let home: string;

  before(async () => {
    const { radosgw } = servers();
    ({ endpoint } = radosgw);
    const account = await radosgw.createAccount();
    dev = await account.createUser("dev");
    const first = await account.createRole("First", trust({ AWS: dev.arn }));
    role = await account.createRole("Second", trust({ AWS: [dev.arn, first] }));
    await account.putRolePolicy("Second", "read", permit("s3:*", "*"));
    const { Credentials: given } = await new STSClient({
      endpoint,
      region: "us-east-1",
      credentials: dev,
    }).send(new AssumeRoleCommand({ RoleArn: first, RoleSessionName: "machine" }));
    temporary = {
      accessKeyId: given?.AccessKeyId ?? "",
      secretAccessKey: given?.SecretAccessKey ?? "",
      sessionToken: given?.SessionToken ?? "",
      expiration: given?.Expiration ?? new Date(),
    };
    home = temporaryFolder();
  });

  const talkFrom = (source: CredentialSource, config?: string) =>
    converse({
      endpoint,
      source,
      hops: [hopTo(role, endpoint)],
      ...(config === undefined ? {} : { config }),
    });
  const assumeFrom = (source: CredentialSource, config?: string) =>
    createLive().assumeRole(talkFrom(source, config).request);
  const assertAssumed = (result: Awaited<ReturnType<typeof assumeFrom>>): void => {
    assert.match(valueOf(result).arn ?? "", /assumed-role\/Second\/first-session$/);
  };

  describe("static keys", () => {
    const source: CredentialSource = {
      kind: "staticKeys",
      profile: "base",
      file: "credentials",
      session: false,
    };

    it("are read at the call, with their session token", async () => {
      const talk = converse({
        endpoint,
        keys: temporary,
        source: { ...source, session: true },
        hops: [hopTo(role, endpoint)],
      });
      const result = await createLive().assumeRole(talk.request);
      assertAssumed(result);
      const [step] = result.steps;
      assert.match(step?.kind === "source" ? step.description : "", /^temporary keys of profile 'base'/);
    });

    it("are missed when the file or the section is gone", async () => {
      const talk = talkFrom(source);
      assert.equal(failureOf(await createLive().assumeRole(talk.request)).code, "StaticKeysMissing");
      rmSync(talk.request.files.credentials);
      const failure = failureOf(await createLive().assumeRole(talk.request));
      assert.equal(failure.code, "CredentialsFileUnreadable");
      assert.match(failure.headline, /ENOENT/);
    });
  });

  describe("the environment", () => {
    it("gives its keys", async () => {
      await withEnvironment(
        {
          AWS_ACCESS_KEY_ID: temporary.accessKeyId,
          AWS_SECRET_ACCESS_KEY: temporary.secretAccessKey,
          AWS_SESSION_TOKEN: temporary.sessionToken,
        },
        async () => {
          assertAssumed(await assumeFrom({ kind: "environment", session: true }));
        },
      );
    });

    it("is said to hold none", async () => {
      await withEnvironment({ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined }, async () => {
        const failure = failureOf(await assumeFrom({ kind: "environment", session: true }));
        assert.equal(failure.code, "EnvironmentKeysMissing");
        assert.deepEqual(failure.at, { kind: "source" });
      });
    });
  });

  describe("instance metadata", () => {
    it("gives the instance's role", async () => {
      const server = await startInstanceMetadata("MyInstanceRole", temporary);
      try {
        await withEnvironment({ AWS_EC2_METADATA_SERVICE_ENDPOINT: server.endpoint }, async () => {
          assertAssumed(await assumeFrom({ kind: "instanceMetadata" }));
        });
      } finally {
        await server.stop();
      }
    });

    it("is told apart: no role, nobody there, turned off", async () => {
      const server = await startInstanceMetadata(undefined, temporary);
      await withEnvironment({ AWS_EC2_METADATA_SERVICE_ENDPOINT: server.endpoint }, async () => {
        assert.equal(
          failureOf(await assumeFrom({ kind: "instanceMetadata" })).code,
          "InstanceMetadataNoRole",
        );
        await server.stop();
        const failure = failureOf(await assumeFrom({ kind: "instanceMetadata" }));
        assert.equal(failure.code, "InstanceMetadataUnreachable");
        assert.match(failure.causes[0] ?? "", /not an EC2 instance/);
      });
      await withEnvironment({ AWS_EC2_METADATA_DISABLED: "true" }, async () => {
        assert.equal(
          failureOf(await assumeFrom({ kind: "instanceMetadata" })).code,
          "InstanceMetadataDisabled",
        );
      });
    });

    it("is given up soon when it is silent", async () => {
      const server = await startFront(endpoint);
      server.fault = () => ({ kind: "silence" });
      try {
        await withEnvironment({ AWS_EC2_METADATA_SERVICE_ENDPOINT: server.endpoint }, async () => {
          const started = Date.now();
          assert.equal(
            failureOf(await assumeFrom({ kind: "instanceMetadata" })).code,
            "InstanceMetadataUnreachable",
          );
          assert.ok(Date.now() - started < 10_000);
        });
      } finally {
        await server.stop();
      }
    });
  });

  describe("container credentials", () => {
    it("are given for the right authorization token", async () => {
      const server = await startContainerCredentials("container-token", temporary);
      try {
        await withEnvironment(
          {
            AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server.endpoint}/get-credentials`,
            AWS_CONTAINER_AUTHORIZATION_TOKEN: "container-token",
          },
          async () => {
            assertAssumed(await assumeFrom({ kind: "containerMetadata" }));
          },
        );
        await withEnvironment(
          {
            AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server.endpoint}/get-credentials`,
            AWS_CONTAINER_AUTHORIZATION_TOKEN: "another-token",
          },
          async () => {
            const failure = failureOf(await assumeFrom({ kind: "containerMetadata" }));
            assert.equal(failure.code, "ContainerCredentialsRefused");
            assert.match(failure.headline, /HTTP 403/);
          },
        );
      } finally {
        await server.stop();
      }
    });

    it("are told apart: no address, not an allowed one, nobody there", async () => {
      const codeWith = (uri: string | undefined) =>
        withEnvironment(
          { AWS_CONTAINER_CREDENTIALS_FULL_URI: uri, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: undefined },
          async () => failureOf(await assumeFrom({ kind: "containerMetadata" })).code,
        );
      assert.equal(await codeWith(undefined), "ContainerUriMissing");
      assert.equal(await codeWith("http://192.0.2.1/credentials"), "ContainerUriRefused");
      assert.equal(await codeWith("http://127.0.0.1:1/credentials"), "ContainerCredentialsUnreachable");
    });
  });

  describe("credential_process", () => {
    const program = (code: string): CredentialSource => {
      const file = join(home, `${createHash("sha1").update(code).digest("hex")}.cjs`);
      writeFileSync(file, code);
      return { kind: "process", profile: "base", command: `"${process.execPath}" "${file}"` };
    };
    const writing = (value: unknown): CredentialSource =>
      program(
        `process.stderr.write("noise\\n"); process.stdout.write(${JSON.stringify(JSON.stringify(value))});`,
      );

    it("gives what the program writes", async () => {
      assertAssumed(
        await assumeFrom(
          writing({
            Version: 1,
            AccessKeyId: temporary.accessKeyId,
            SecretAccessKey: temporary.secretAccessKey,
            SessionToken: temporary.sessionToken,
            Expiration: temporary.expiration.toISOString(),
          }),
        ),
      );
    });

    it("fails with the exit code, and nothing of what the program wrote", async () => {
      const failure = failureOf(
        await assumeFrom(
          program('console.log("output"); console.error("the password is hunter22"); process.exit(3);'),
        ),
      );
      assert.equal(failure.code, "CredentialProcessFailed");
      assert.match(failure.headline, /exit code 3/);
      assert.doesNotMatch(JSON.stringify(failure), /hunter22|output"/);
      const missing = failureOf(
        await assumeFrom({ kind: "process", profile: "base", command: "no-such-program-anywhere --flag" }),
      );
      assert.match(missing.causes.join(), /program is not found/);
    });

    it("says what is wrong with the output", async () => {
      const cases: readonly [CredentialSource, string, RegExp][] = [
        [program(""), "CredentialProcessOutput", /wrote nothing/],
        [program('console.log("{")'), "CredentialProcessOutput", /not JSON/],
        [writing([]), "CredentialProcessOutput", /"Version": 1/],
        [writing({ Version: 2 }), "CredentialProcessOutput", /"Version": 1/],
        [writing({ Version: 1, AccessKeyId: "x" }), "CredentialProcessOutput", /no SecretAccessKey/],
        [
          writing({ Version: 1, AccessKeyId: "x", SecretAccessKey: "y", Expiration: "soon" }),
          "CredentialProcessOutput",
          /Expiration/,
        ],
        [
          writing({ Version: 1, AccessKeyId: "x", SecretAccessKey: "y", Expiration: "2020-01-01T00:00:00Z" }),
          "CredentialProcessExpired",
          /old answer/,
        ],
      ];
      for (const [source, code, cause] of cases) {
        const failure = failureOf(await assumeFrom(source));
        assert.equal(failure.code, code);
        assert.match(failure.causes.join(), cause);
      }
    });

    it("is started without a shell, in the home folder, with its words as they are", async () => {
      const marker = join(home, "a shell was here");
      const heard = join(home, "heard.json");
      const program = join(home, "listen.cjs");
      writeFileSync(
        program,
        `require("node:fs").writeFileSync(${JSON.stringify(heard)}, JSON.stringify({ cwd: process.cwd(), words: process.argv.slice(2) }));`,
      );
      const written = `"two words" $(touch '${marker}') \`x\` $HOME ~ ; touch '${marker}' && b | c > '${marker}' *`;
      const failure = failureOf(
        await assumeFrom({
          kind: "process",
          profile: "base",
          command: `"${process.execPath}" "${program}" ${written}`,
        }),
      );
      assert.equal(failure.code, "CredentialProcessOutput");
      const { cwd, words } = JSON.parse(readFileSync(heard, "utf8")) as { cwd: string; words: string[] };
      assert.equal(cwd, homedir());
      assert.deepEqual(words, [
        ...["two words", "$(touch", `${marker})`, "`x`", "$HOME", "~", ";", "touch", marker],
        ...["&&", "b", "|", "c", ">", marker, "*"],
      ]);
      assert.equal(existsSync(marker), false, "a shell ran");
    });

    it("is not started where its quotation marks are not in pairs", async () => {
      const marker = join(home, "it was started");
      const failure = failureOf(
        await assumeFrom({ kind: "process", profile: "base", command: `touch '${marker}' "` }),
      );
      assert.match(failure.headline, /could not be started: a quotation mark or a backslash has no end/);
      assert.equal(existsSync(marker), false);
    });

    it("is stopped, with what it started, when it takes too long", async () => {
      const pidFile = join(home, "pid");
      const source = program(
        `require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000);`,
      );
      const live = createLive({ ...DEFAULT_LIMITS, process: 1_000 });
      const failure = failureOf(await live.assumeRole(talkFrom(source).request));
      assert.equal(failure.code, "CredentialProcessTimeout");
      await assertEnded(Number(readFileSync(pidFile, "utf8")));
    });
  });

  describe("SSO", () => {
    const source: CredentialSource = {
      kind: "sso",
      profile: "base",
      ssoSession: "corp",
      startUrl: "https://corp.awsapps.com/start",
      region: "eu-west-1",
      accountId: "111122223333",
      roleName: "Developer",
    };
    const config = [
      "[sso-session corp]",
      "sso_start_url = https://corp.awsapps.com/start",
      "sso_region = eu-west-1",
      "[profile base]",
      "sso_session = corp",
      "sso_account_id = 111122223333",
      "sso_role_name = Developer",
      "",
    ].join("\n");
    const cacheToken = (accessToken: string, expiresAt: Date): void => {
      const folder = join(home, ".aws", "sso", "cache");
      mkdirSync(folder, { recursive: true });
      const name = createHash("sha1").update("corp").digest("hex");
      writeFileSync(
        join(folder, `${name}.json`),
        JSON.stringify({ accessToken, expiresAt: expiresAt.toISOString(), region: "eu-west-1" }),
      );
    };
    const inHour = (): Date => new Date(Date.now() + 3_600_000);
    const withPortal = async (body: () => Promise<void>): Promise<void> => {
      const portal = await startSsoPortal({
        accessToken: "sso-access-token",
        accountId: "111122223333",
        roleName: "Developer",
        keys: temporary,
      });
      try {
        await withEnvironment({ HOME: home, USERPROFILE: home, AWS_ENDPOINT_URL_SSO: portal.endpoint }, body);
      } finally {
        await portal.stop();
      }
    };

    it("gives the role's keys for the cached login", async () => {
      await withPortal(async () => {
        cacheToken("sso-access-token", inHour());
        assertAssumed(await assumeFrom(source, config));
      });
    });

    it("names the login command when there is no login, an old one, or one the portal does not know", async () => {
      await withPortal(async () => {
        rmSync(join(home, ".aws"), { recursive: true, force: true });
        const failure = failureOf(await assumeFrom(source, config));
        assert.equal(failure.code, "SsoLoginNeeded");
        assert.equal(failure.fixes[0], "Run: aws sso login --sso-session corp");
        cacheToken("sso-access-token", new Date(Date.now() - 1000));
        assert.equal(failureOf(await assumeFrom(source, config)).code, "SsoLoginNeeded");
        cacheToken("somebody-elses-token", inHour());
        assert.equal(failureOf(await assumeFrom(source, config)).code, "SsoLoginNeeded");
      });
    });

    it("says that the account or role is not assigned", async () => {
      await withPortal(async () => {
        cacheToken("sso-access-token", inHour());
        const failure = failureOf(await assumeFrom({ ...source, roleName: "Administrator" }, config));
        assert.equal(failure.code, "SsoAccessDenied");
        assert.match(failure.headline, /SSO role Administrator in account 111122223333/);
      });
    });
  });

  describe("console login", () => {
    it("names the login command", async () => {
      await withEnvironment({ HOME: home, USERPROFILE: home }, async () => {
        const login: CredentialSource = {
          kind: "login",
          profile: "base",
          loginSession: "arn:aws:iam::1:user/x",
        };
        const failure = failureOf(
          await assumeFrom(login, "[profile base]\nlogin_session = arn:aws:iam::1:user/x\n"),
        );
        assert.equal(failure.code, "LoginNeeded");
        assert.deepEqual(failure.fixes, ["Run: aws login --profile base"]);
      });
    });
  });

  describe("a web identity token", () => {
    const withToken = async (
      content: string | undefined,
      check: (file: string) => Promise<void>,
    ): Promise<void> => {
      const file = join(home, "token.jwt");
      rmSync(file, { force: true });
      if (content !== undefined) writeFileSync(file, content);
      await check(file);
    };

    it("goes to AssumeRoleWithWebIdentity, unsigned, and its session is used", async () => {
      const { moto } = servers();
      const front = await startFront(moto.endpoint);
      const token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyZXBvOm9yZy9hcHAifQ.c2lnbmF0dXJl";
      try {
        await withToken(`${token}\n`, async (tokenFile) => {
          const roleArn = "arn:aws:iam::123456789012:role/FromGitHub";
          const talk = converse({
            endpoint: front.endpoint,
            source: { kind: "webIdentityToken", tokenFile },
            hops: [
              hopTo(roleArn, front.endpoint, { kind: "assumeRoleWithWebIdentity", durationSeconds: 900 }),
            ],
          });
          const who = valueOf(await createLive().callerIdentity(talk.request));
          assert.equal(who.arn, "arn:aws:sts::123456789012:assumed-role/FromGitHub/first-session");
          const [sent] = front.requests;
          assert.equal(sent?.form.get("Action"), "AssumeRoleWithWebIdentity");
          assert.equal(sent.form.get("WebIdentityToken"), token);
          assert.equal(sent.form.get("DurationSeconds"), "900");
          assert.equal(sent.headers.authorization, undefined);
          const [step] = talk.steps;
          assert.match(step?.kind === "source" ? (step.identityUnknown ?? "") : "", /no AWS identity/);
        });
      } finally {
        await front.stop();
      }
    });

    it("is missed when the file is not there or empty", async () => {
      const code = async (tokenFile: string): Promise<string> =>
        failureOf(await assumeFrom({ kind: "webIdentityToken", tokenFile })).code;
      await withToken(undefined, async (file) => {
        assert.equal(await code(file), "TokenFileUnreadable");
      });
      await withToken(" \n", async (file) => {
        assert.equal(await code(file), "TokenFileEmpty");
      });
    });
  });
});
