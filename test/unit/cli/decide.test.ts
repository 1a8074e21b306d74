import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { decide } from "../../../src/cli/decide.ts";

const caller = "arn:aws:iam::111111111111:role/MyRoleA";
const roleB = "arn:aws:iam::222222222222:role/MyRoleB";
const mayAssume = {
  Version: "2012-10-17",
  Statement: [{ Sid: "Stmt1487884001000", Effect: "Allow", Action: ["sts:AssumeRole"], Resource: [roleB] }],
};
const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: [caller] }, Action: "sts:AssumeRole" }],
};
const request = {
  principal: caller,
  action: "sts:AssumeRole",
  resource: roleB,
  policies: { identity: [mayAssume], resource: trust },
};

function answers(stdin: string, batch = false): { answers: unknown[]; exitCode: number } {
  const { stdout, exitCode } = decide(stdin, { batch });
  for (const line of stdout) assert.ok(!line.includes("\n"));
  return { answers: stdout.map((line) => JSON.parse(line) as unknown), exitCode };
}

describe("assume-role decide", () => {
  it("answers one request in the documented shape", () => {
    assert.deepEqual(answers(JSON.stringify(request, null, 2)), {
      answers: [
        {
          decision: "allowed",
          decidedBy: [
            { policy: "identity[0]", statement: 0, sid: "Stmt1487884001000" },
            { policy: "resource", statement: 0 },
          ],
          missing: [],
          undetermined: [],
          problems: [],
        },
      ],
      exitCode: 0,
    });
  });

  it("names the missing sides with the statements to add", () => {
    assert.deepEqual(answers(JSON.stringify({ ...request, policies: {} })), {
      answers: [
        {
          decision: "implicitlyDenied",
          decidedBy: [],
          missing: [
            { side: "identity", suggestion: { Effect: "Allow", Action: "sts:AssumeRole", Resource: roleB } },
            {
              side: "resource",
              suggestion: { Effect: "Allow", Principal: { AWS: caller }, Action: "sts:AssumeRole" },
            },
          ],
          undetermined: [],
          problems: [],
        },
      ],
      exitCode: 0,
    });
  });

  it("names undetermined keys only in an open context", () => {
    const needsMfa = {
      ...trust,
      Statement: [{ ...trust.Statement[0], Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }],
    };
    const open = { ...request, openContext: true, policies: { identity: [mayAssume], resource: needsMfa } };
    const [answer] = answers(JSON.stringify(open)).answers;
    assert.deepEqual(answer, {
      decision: "undetermined",
      decidedBy: [{ policy: "resource", statement: 0 }],
      missing: [],
      undetermined: ["aws:MultiFactorAuthPresent"],
      problems: [],
    });
    const [closed] = answers(JSON.stringify({ ...open, openContext: false })).answers;
    assert.equal((closed as { decision: string }).decision, "implicitlyDenied");
  });

  it("lists problems with their document and statement", () => {
    const withResource = { ...trust, Statement: [{ ...trust.Statement[0], Resource: "*" }] };
    const [answer] = answers(
      JSON.stringify({ ...request, policies: { identity: [mayAssume], resource: withResource } }),
    ).answers;
    assert.deepEqual((answer as { problems: unknown }).problems, [
      {
        code: "resource",
        message: "A trust policy has no Resource: it is the role's own.",
        policy: "resource",
        statement: 0,
      },
    ]);
  });

  it("says which rule outside the policies ends the matter", () => {
    const [answer] = answers(
      JSON.stringify({ ...request, principal: "arn:aws:iam::111111111111:root" }),
    ).answers;
    assert.deepEqual((answer as { problems: unknown }).problems, [
      { code: "rootCannotAssumeRole", message: "The root user of an account cannot call AssumeRole." },
    ]);
  });

  it("cites every layer by its place", () => {
    const deny = { Statement: { Effect: "Deny", Action: "*", Resource: "*" } };
    const everywhere = {
      ...request,
      policies: {
        identity: [mayAssume, deny],
        permissionsBoundary: deny,
        session: [deny],
        resource: trust,
        serviceControl: [[mayAssume], [mayAssume, deny]],
        resourceControl: [[{ Statement: { ...deny.Statement, Principal: "*" } }]],
      },
    };
    const [answer] = answers(JSON.stringify(everywhere)).answers;
    assert.deepEqual(
      (answer as { decidedBy: { policy: string }[] }).decidedBy.map(({ policy }) => policy),
      ["identity[1]", "permissionsBoundary", "session[0]", "serviceControl[1][1]", "resourceControl[0][0]"],
    );
  });

  it("takes every kind of principal", () => {
    for (const principal of [
      "arn:aws:iam::111111111111:user/division/Ana",
      "arn:aws:iam::111111111111:role/path/App",
      "arn:aws:sts::111111111111:assumed-role/App/session",
      "arn:aws:sts::111111111111:federated-user/Bob",
      "arn:aws-cn:iam::111111111111:root",
      "anonymous",
      { service: "ec2.amazonaws.com" },
      { federated: "accounts.google.com", kind: "webIdentity" },
      { federated: "arn:aws:iam::111111111111:saml-provider/ADFS", kind: "saml" },
    ]) {
      assert.equal(answers(JSON.stringify({ ...request, principal })).exitCode, 0, JSON.stringify(principal));
    }
  });

  it("refuses what is no request, and says why", () => {
    const refused: [unknown, RegExp][] = [
      ["text", /JSON object/],
      [[request], /JSON object/],
      [{}, /principal/],
      [{ ...request, principal: "arn:aws:iam::111111111111:group/Admins" }, /principal is/],
      [{ ...request, principal: "arn:aws:iam::111111111111:instance-profile/App" }, /principal is/],
      [{ ...request, principal: "arn:aws:iam::<ACCOUNT_NO>:role/App" }, /principal is/],
      [{ ...request, principal: "arn:aws:iam::111111111111:role/*" }, /principal is/],
      [{ ...request, principal: { federated: "accounts.google.com" } }, /principal\.kind/],
      [{ ...request, principal: {} }, /principal\.federated/],
      [{ ...request, principal: null }, /principal/],
      [{ ...request, action: ["sts:AssumeRole"] }, /action/],
      [{ ...request, action: "AssumeRole" }, /action/],
      [{ ...request, action: "sts:*" }, /action/],
      [{ ...request, resource: "bucket" }, /resource/],
      [{ ...request, resource: "" }, /resource/],
      [{ ...request, resourceAccount: 111111111111 }, /resourceAccount/],
      [{ ...request, context: [] }, /context/],
      [{ ...request, context: { "aws:SourceIp": null } }, /aws:SourceIp/],
      [{ ...request, context: { "aws:SourceIp": [{}] } }, /aws:SourceIp/],
      [{ ...request, openContext: "yes" }, /openContext/],
      [{ ...request, policies: [] }, /policies/],
      [{ principal: caller, action: "s3:GetObject", resource: "*" }, /policies/],
      [{ ...request, policies: { identity: mayAssume } }, /policies\.identity/],
      [{ ...request, policies: { serviceControl: [mayAssume] } }, /policies\.serviceControl\[0\]/],
      [{ ...request, policies: { trust } }, /policies\.trust/],
    ];
    for (const [line, why] of refused) {
      const { answers: given, exitCode } = answers(JSON.stringify(line));
      assert.equal(exitCode, 2, JSON.stringify(line));
      assert.match((given[0] as { error: string }).error, why);
    }
    assert.deepEqual(answers("{"), { answers: [{ error: "This is not JSON." }], exitCode: 2 });
    assert.deepEqual(answers(""), { answers: [{ error: "This is not JSON." }], exitCode: 2 });
  });

  it("reads past a byte order mark, and takes a rule that allows for no problem", () => {
    const whoAmI = { ...request, action: "sts:GetCallerIdentity", resource: "*", policies: {} };
    assert.deepEqual(answers(`\uFEFF${JSON.stringify(whoAmI)}`), {
      answers: [{ decision: "allowed", decidedBy: [], missing: [], undetermined: [], problems: [] }],
      exitCode: 0,
    });
  });

  it("does not take names of the language for members", () => {
    const text = JSON.stringify(request).replace(
      '"policies"',
      '"__proto__":{"a":1},"constructor":1,"policies"',
    );
    assert.equal(answers(text).exitCode, 0);
    const context = JSON.stringify({ ...request, context: {} }).replace(
      '"context":{}',
      '"context":{"__proto__":"x","constructor":"y"}',
    );
    assert.equal(answers(context).exitCode, 0);
  });

  it("answers a request that is nested too deeply with an error", () => {
    const deep = `{"principal":"anonymous","context":${"[".repeat(5_000)}${"]".repeat(5_000)}}`;
    assert.equal(answers(deep).exitCode, 2);
  });

  it("answers a batch line by line, in order, past blank lines and bad ones", () => {
    const lines = [JSON.stringify(request), "", "no request", JSON.stringify({ ...request, policies: {} })];
    const { answers: given, exitCode } = answers(`${lines.join("\r\n")}\n`, true);
    assert.equal(exitCode, 2);
    assert.deepEqual(
      given.map((answer) =>
        "error" in (answer as object) ? "error" : (answer as { decision: string }).decision,
      ),
      ["allowed", "error", "implicitlyDenied"],
    );
    assert.deepEqual(answers("", true), { answers: [], exitCode: 0 });
    assert.equal(answers(`${JSON.stringify(request)}\n`.repeat(50), true).answers.length, 50);
  });

  it("is wired to the command line", function () {
    this.timeout(60_000);
    const main = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
    const run = (args: readonly string[], input: string) =>
      spawnSync(process.execPath, ["--import", "tsx", main, ...args], { input, encoding: "utf8" });
    const good = run(["decide", "--batch"], `${JSON.stringify(request)}\n`);
    assert.equal(good.status, 0, good.stderr);
    assert.equal((JSON.parse(good.stdout) as { decision: string }).decision, "allowed");
    const bad = run(["decide"], "{}");
    assert.equal(bad.status, 2);
    assert.ok("error" in (JSON.parse(bad.stdout) as object));
    assert.equal(run(["decide", "--all"], "").status, 2);
    const unknown = run(["decree"], "");
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /Usage/);
  });
});
