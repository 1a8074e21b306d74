import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { cliCommand } from "../../../../src/core/handOver/cliCommand.ts";
import { exportLines } from "../../../../src/core/handOver/exports.ts";
import { shells, shellWord } from "../../../../src/core/handOver/shellWord.ts";
import {
  environmentOfSession,
  sessionAround,
  sessionVariables,
  variablesToUnset,
} from "../../../../src/core/handOver/variables.ts";
import type { Hop, Plan } from "../../../../src/core/profiles/model.ts";
import { Secret } from "../../../../src/core/secret.ts";
import { inspect } from "node:util";

/** Names and values that somebody could have put into a file. */
const nasty = [
  "plain",
  "two words",
  "it's",
  `say "hi"`,
  "$(touch /tmp/pwned)",
  "`touch /tmp/pwned`",
  "$HOME",
  "${HOME}",
  "a;b|c&d>e",
  "line\nfeed",
  "back\\slash",
  "-rf",
  "*?[a]",
  "~",
  "#note",
  "!!",
  "%PATH%",
  "\u202egpj.exe",
  "‘typographic’ ‚quotes‛",
  "@splat",
  "a,b",
  "=ls",
  "a:=ls",
  "ünïcödé",
  "",
];

const sts = { region: "eu-west-1" };
const keys = {
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  sessionToken:
    "AQoEXAMPLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT+FvwqnKwRcOIfrRh3c/LTo6UDdyJwOOvEVPvLXCrrrUtdnniCEXAMPLE==",
  expiration: "2026-11-26T20:00:00.000Z",
};

function planOf(hops: readonly Hop[], profile = "dev"): Plan {
  return {
    profile,
    source: { kind: "staticKeys", profile, file: "credentials", session: false },
    hops,
    sts,
    s3: sts,
    iam: sts,
    notes: [],
    differences: [],
  };
}

function hopTo(more: Partial<Hop> = {}): Hop {
  return {
    kind: "assumeRole",
    roleArn: "arn:aws:iam::111122223333:role/Deploy",
    from: "typed",
    sessionName: "me",
    tags: {},
    transitiveTagKeys: [],
    sessionPolicyArns: [],
    sts,
    ...more,
  };
}

/** What a POSIX shell makes of words. */
function wordsIn(shell: string, line: string): string[] {
  const script = `for word in ${line}; do printf '%s\\0' "$word"; done`;
  return execFileSync(shell, ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

/** A bare word that no shell reads anything into. */
const bare = /^[\w+=:./@,-]+$/;

/**
 * What fish makes of a word: in single quotes only a backslash before a backslash or a quote means something.
 * https://fishshell.com/docs/current/language.html#quotes
 */
function wordInFish(word: string): string {
  if (bare.test(word)) return word;
  const [, inside] = /^'((?:[^'\\]|\\[^])*)'$/.exec(word) ?? [];
  assert.ok(inside !== undefined, `fish reads more than one word: ${word}`);
  return inside.replace(/\\([\\'])/g, "$1");
}

/**
 * What PowerShell makes of an argument: in single quotes, which it has five of, only a doubled one means something. A
 * bare word that begins with @ or - or holds a comma is no string.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
function wordInPowerShell(word: string): string {
  if (bare.test(word)) {
    assert.doesNotMatch(word, /^[@-]|,/);
    return word;
  }
  const [, inside] = /^'((?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*)'$/.exec(word) ?? [];
  assert.ok(inside !== undefined, `PowerShell reads more than one word: ${word}`);
  return inside.replace(/['\u2018-\u201b](['\u2018-\u201b])/g, "$1");
}

describe("shellWord", () => {
  for (const shell of ["bash", "dash"]) {
    it(`is one word of ${shell}, whatever it holds`, () => {
      const line = nasty.map((text) => shellWord("bash", text)).join(" ");
      assert.deepEqual(wordsIn(shell, line), nasty);
    });
  }

  it("is one word of bash for any text", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 50, maxLength: 50 }), (texts) => {
        const clean = texts.map((text) => text.replaceAll("\0", ""));
        const line = clean.map((text) => shellWord("bash", text)).join(" ");
        assert.deepEqual(wordsIn("bash", line), clean);
      }),
      { numRuns: 20 },
    );
  });

  it("reads back by the documented rules of fish and PowerShell, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...nasty), (text, other) => {
        for (const value of [text.replaceAll("\0", ""), other]) {
          assert.equal(wordInFish(shellWord("fish", value) ?? ""), value);
          assert.equal(wordInPowerShell(shellWord("powershell", value) ?? ""), value);
        }
      }),
    );
  });

  it("follows each shell's own rules", () => {
    assert.equal(shellWord("bash", "=ls"), "'=ls'");
    assert.equal(shellWord("bash", "a:=ls"), "'a:=ls'");
    assert.equal(shellWord("bash", "arn=arn:aws:iam::aws:policy/X"), "arn=arn:aws:iam::aws:policy/X");
    assert.equal(shellWord("fish", String.raw`it's a \ $(x)`), String.raw`'it\'s a \\ $(x)'`);
    assert.equal(shellWord("powershell", "it's $(x) ’"), "'it''s $(x) ’’'");
    assert.equal(shellWord("powershell", "@splat"), "'@splat'");
    assert.equal(shellWord("powershell", "a,b"), "'a,b'");
    assert.equal(shellWord("powershell", "--region"), "'--region'");
    assert.equal(shellWord("cmd", "two words"), '"two words"');
    for (const impossible of ["%PATH%", 'a"b', "a\nb", "a!b", "a^b"])
      assert.equal(shellWord("cmd", impossible), undefined, impossible);
  });

  it("never holds a NUL", () => {
    for (const shell of shells) assert.equal(shellWord(shell, "a\0b"), undefined);
  });
});

describe("a session as variables", () => {
  const plan: Plan = { ...planOf([]), s3: { ...sts, url: "http://127.0.0.1:9000/a b" } };
  const variables = sessionVariables(keys, plan);
  const unset = variablesToUnset(variables);

  it("sets what gives the session and unsets what would lead elsewhere", () => {
    assert.equal(variables["AWS_ENDPOINT_URL_S3"], "http://127.0.0.1:9000/a b");
    assert.ok(unset.includes("AWS_PROFILE") && unset.includes("AWS_ENDPOINT_URL"));
    assert.equal(unset.includes("AWS_SESSION_TOKEN"), false);
    const { accessKeyId, secretAccessKey } = keys;
    assert.ok(
      variablesToUnset(sessionVariables({ accessKeyId, secretAccessKey }, plan)).includes(
        "AWS_SESSION_TOKEN",
      ),
    );
  });

  for (const shell of ["bash", "dash"]) {
    it(`reads in ${shell} as it was`, () => {
      const lines = exportLines("bash", variables, unset);
      const output = execFileSync(shell, ["-c", `${lines ?? ""}env`], {
        encoding: "utf8",
        env: { PATH: process.env["PATH"], AWS_PROFILE: "other", AWS_VAULT: "kept" },
      });
      for (const [name, value] of Object.entries(variables))
        assert.ok(output.includes(`${name}=${value}\n`), name);
      assert.doesNotMatch(output, /AWS_PROFILE/);
      assert.match(output, /AWS_VAULT=kept/);
    });
  }

  it("has the form of each shell", () => {
    const lines = (shell: (typeof shells)[number]) => exportLines(shell, { A: "b c", D: "e" }, ["X"]);
    assert.equal(lines("bash"), "unset X\nexport A='b c'\nexport D=e\n");
    assert.equal(lines("fish"), "set -e X\nset -gx A 'b c'\nset -gx D e\n");
    assert.equal(
      lines("powershell"),
      "Remove-Item Env:X -ErrorAction Ignore\n$Env:A = 'b c'\n$Env:D = 'e'\n",
    );
    assert.equal(lines("cmd"), 'set "X="\nset "A=b c"\nset "D=e"\n');
    assert.equal(exportLines("cmd", { A: "%B%" }, []), undefined);
  });

  it("is the environment of one program, without what leads elsewhere and without the way to other sessions", () => {
    const before = {
      PATH: "/bin",
      AWS_PROFILE: "other",
      Aws_Endpoint_Url: "http://127.0.0.1:1",
      AWS_ACCESS_KEY_ID: "AKIAI44QH8DHBEXAMPLE",
      AWS_CONTAINER_AUTHORIZATION_TOKEN: "token",
      AWS_VAULT: "other",
      ASSUME_ROLE_SOCKET: "/run/s",
      ASSUME_ROLE_TOKEN: "token",
      MARKER: "x",
      AWS_CA_BUNDLE: "/ca.pem",
    };
    assert.deepEqual(environmentOfSession(keys, plan, before, ["MARKER"]), {
      PATH: "/bin",
      AWS_CA_BUNDLE: "/ca.pem",
      ...variables,
      ASSUME_ROLE_PROFILE: "dev",
    });
    const { accessKeyId, secretAccessKey } = keys;
    const withoutToken = environmentOfSession(
      { accessKeyId, secretAccessKey },
      plan,
      { AWS_SESSION_TOKEN: "another's" },
      [],
    );
    assert.equal("AWS_SESSION_TOKEN" in withoutToken, false);
    assert.equal(sessionAround(withoutToken), "ASSUME_ROLE_PROFILE=dev");
  });

  it("knows a session around it", () => {
    assert.equal(sessionAround({ AWS_VAULT: "prod" }), "AWS_VAULT=prod");
    assert.equal(sessionAround({ AWS_SESSION_TOKEN: "secret" }), "AWS_SESSION_TOKEN");
    assert.equal(sessionAround({ AWS_PROFILE: "x", AWS_VAULT: "" }), undefined);
  });
});

describe("cliCommand", () => {
  it("asks who the profile is where the profile makes all hops", () => {
    assert.equal(
      cliCommand("bash", planOf([hopTo({ from: "profile 'dev'" })])),
      "aws sts get-caller-identity --profile dev --region eu-west-1",
    );
    assert.equal(
      cliCommand("bash", planOf([], "$(touch x)")),
      "aws sts get-caller-identity --profile '$(touch x)' --region eu-west-1",
    );
  });

  it("assumes the one role that a document adds, with every parameter", () => {
    const hop = hopTo({
      externalId: "an:id",
      durationSeconds: 900,
      mfaSerial: "arn:aws:iam::111122223333:mfa/me",
      sourceIdentity: "alice",
      tags: { team: "it's" },
      transitiveTagKeys: ["team"],
      sessionPolicy: '{"Version":"2012-10-17"}',
      sessionPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      sts: { region: "eu-west-1", url: "http://127.0.0.1:9000" },
    });
    const command = cliCommand("bash", planOf([hopTo({ from: "profile 'dev'" }), hop])) ?? "";
    assert.deepEqual(wordsIn("bash", command), [
      ..."aws sts assume-role --role-arn arn:aws:iam::111122223333:role/Deploy --role-session-name me".split(
        " ",
      ),
      ..."--external-id an:id --duration-seconds 900 --serial-number arn:aws:iam::111122223333:mfa/me".split(
        " ",
      ),
      ..."--token-code CODE --source-identity alice".split(" "),
      "--tags",
      `[{"Key":"team","Value":"it's"}]`,
      ..."--transitive-tag-keys team --policy".split(" "),
      '{"Version":"2012-10-17"}',
      ..."--policy-arns arn=arn:aws:iam::aws:policy/ReadOnlyAccess".split(" "),
      ..."--profile dev --region eu-west-1 --endpoint-url http://127.0.0.1:9000".split(" "),
    ]);
  });

  it("has none for two roles of a document, for a token, and for a name that cmd cannot hold", () => {
    assert.equal(cliCommand("bash", planOf([hopTo(), hopTo()])), undefined);
    assert.equal(cliCommand("bash", planOf([hopTo({ kind: "assumeRoleWithSaml" })])), undefined);
    assert.equal(cliCommand("cmd", planOf([], "%PATH%")), undefined);
  });

  it("keeps every profile name one word", () => {
    for (const name of nasty) {
      const words = wordsIn("bash", cliCommand("bash", planOf([], name)) ?? "");
      assert.equal(words[4], name);
    }
  });
});

describe("Secret", () => {
  it("is opened by nothing but reveal", () => {
    const secret = new Secret(keys);
    assert.equal(secret.reveal(), keys);
    const said = `${JSON.stringify({ secret })} ${String(secret)} ${inspect(secret, { depth: 9, showHidden: true })} ${Object.values(secret).join()}`;
    assert.equal(said.includes("wJalr"), false);
  });
});
