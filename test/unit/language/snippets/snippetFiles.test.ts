import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../../scripts/repository.ts";
import { parseAwsFile } from "../../../../src/core/awsFiles/parse.ts";
import { findPlaceholders } from "../../../../src/core/placeholder.ts";
import { policyKindByContent } from "../../../../src/core/policy/kind.ts";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";
import { loadProfiles } from "../../../../src/core/profiles/load.ts";
import { parseRoleConfig } from "../../../../src/core/roleConfig/parse.ts";
import { snippetsFor } from "../../../../src/language/snippets/snippetCatalog.ts";
import { compileSchemas } from "../../schemas/validators.ts";
import { expandSnippet, tabStops } from "./expandSnippet.ts";

interface Entry {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly place?: string;
  readonly body: readonly string[];
}

const fileNames = [
  "trust-policy",
  "inline-policy",
  "bucket-policy",
  "assume-role",
  "aws-config",
  "aws-credentials",
];
const read = (name: string) =>
  JSON.parse(readFileSync(join(root, "snippets", `${name}.json`), "utf8")) as Record<string, Entry>;
const prefixes = (name: string) => Object.values(read(name)).flatMap(({ prefix }) => prefix);
const schemas = compileSchemas();

describe("snippet files", () => {
  for (const name of fileNames) {
    it(`${name} has no prefix twice, numbers its tab stops without gap, and describes each snippet`, () => {
      assert.equal(new Set(prefixes(name)).size, prefixes(name).length);
      for (const [title, { body, description }] of Object.entries(read(name))) {
        const stops = tabStops(body.join("\n"));
        assert.deepEqual(
          stops,
          stops.map((_, index) => index + 1),
          title,
        );
        assert.match(description, /^[A-Z].*\.$/, title);
      }
    });
  }

  const kinds = [
    ["trust", "trust-policy"],
    ["identity", "inline-policy"],
    ["bucket", "bucket-policy"],
  ] as const;
  for (const [kind, schema] of kinds) {
    for (const { name, body } of snippetsFor(kind, "document")) {
      it(`${schema}: '${name}' is a policy of its kind with every choice`, () => {
        for (let choice = 0; choice < 6; choice++) {
          const text = expandSnippet(body.join("\n"), choice);
          const validate = schemas.get(schema);
          assert.equal(validate?.(JSON.parse(text)), true, JSON.stringify(validate?.errors));
          const policy = parsePolicy(text);
          assert.deepEqual(policy.problems, []);
          assert.equal(policyKindByContent(text), kind);
          for (const statement of policy.statements) {
            assert.ok(statement.sid !== undefined);
            if (statement.effect?.value !== "Allow") continue;
            const open = [...(statement.action?.items ?? []), ...(statement.resource?.items ?? [])];
            assert.ok(
              !open.some(({ value }) => value === "*" || /^\w+:\*$/.test(value)),
              "no Allow of everything",
            );
          }
        }
      });
    }
  }

  for (const { name, body } of snippetsFor("roleConfig", "document")) {
    it(`assume-role: '${name}' is a role config that lacks nothing but its placeholders`, () => {
      const text = expandSnippet(body.join("\n"));
      const validate = schemas.get("assume-role");
      assert.equal(validate?.(JSON.parse(text)), true, JSON.stringify(validate?.errors));
      const others = parseRoleConfig(text).problems.filter(({ code }) => code !== "unfilledPlaceholder");
      assert.deepEqual(others, []);
    });
  }

  for (const [place, member] of [
    ["hop", "hops"],
    ["bucket", "buckets"],
    ["check", "checks"],
  ] as const) {
    for (const { name, body } of snippetsFor("roleConfig", place)) {
      it(`assume-role: '${name}' is one of ${member}`, () => {
        const config = {
          version: 1,
          caller: { principal: "arn:aws:iam::111122223333:user/u" },
          hops: [],
          [member]: [JSON.parse(expandSnippet(body.join("\n")))],
        };
        const validate = schemas.get("assume-role");
        assert.equal(validate?.(config), true, JSON.stringify(validate?.errors));
        const problems = parseRoleConfig(JSON.stringify(config)).problems;
        assert.deepEqual(
          problems.filter(({ code }) => code !== "unfilledPlaceholder"),
          [],
        );
      });
    }
  }

  // Needed by a profile of the snippets, and by nothing else.
  const base =
    "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";
  const session =
    "[sso-session organization]\nsso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\n";
  for (const [title, { body }] of Object.entries(read("aws-config"))) {
    it(`aws-config: '${title}' is a profile without a problem once it is filled`, () => {
      for (let choice = 0; choice < 3; choice++) {
        const text = filled(expandSnippet(body.join("\n"), choice));
        const needsSession = text.includes("sso_session = organization") && !text.includes("[sso-session");
        const config = parseAwsFile("config", needsSession ? session + text : text);
        assert.deepEqual(config.problems, []);
        const profiles = loadProfiles({ config, credentials: parseAwsFile("credentials", base) });
        const named = profiles.profiles.filter(({ name }) => name !== "default");
        assert.ok(named.length > 0);
        const errors = named.flatMap(({ problems }) =>
          problems.filter(({ severity }) => severity === "error"),
        );
        assert.deepEqual(title.startsWith("Endpoints") ? [] : errors, []);
      }
    });
  }

  for (const [title, { body }] of Object.entries(read("aws-credentials"))) {
    it(`aws-credentials: '${title}' is a section with keys`, () => {
      const text = expandSnippet(body.join("\n"));
      const file = parseAwsFile("credentials", text);
      assert.deepEqual(file.problems, []);
      assert.equal(file.sections[0]?.type, "profile");
      assert.ok(findPlaceholders(text).length >= 2, "keys stay placeholders");
    });
  }

  it("cover what a chain is made of", () => {
    const expected: Record<string, readonly string[]> = {
      "trust-policy": [
        "trust-account",
        "trust-role",
        "trust-ec2",
        "trust-ecs-tasks",
        "trust-emr",
        "trust-glue",
        "trust-redshift",
        "trust-lambda",
        "trust-external-id",
        "trust-mfa",
        "trust-github-oidc",
        "trust-saml",
      ],
      "inline-policy": ["assume-role", "pass-role", "s3-read", "s3-read-write", "s3-deny-administration"],
      "bucket-policy": ["bucket-role-read", "bucket-role-read-write"],
      "aws-config": ["role-source-profile", "role-credential-source", "sso", "role-web-identity"],
    };
    for (const [file, wanted] of Object.entries(expected)) {
      assert.deepEqual(
        wanted.filter((prefix) => !prefixes(file).includes(prefix)),
        [],
      );
    }
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
  it("guard against the confused deputy, and against handing a role to any service", () => {
    const conditions = (kind: "trust" | "identity", prefix: string) => {
      const snippet = snippetsFor(kind, "document").find((candidate) => candidate.prefix === prefix);
      const policy = parsePolicy(expandSnippet(snippet?.body.join("\n") ?? ""));
      return policy.statements.flatMap((statement) =>
        statement.conditions.map(({ operator, key }) => `${operator.value} ${key.value}`),
      );
    };
    const source = ["StringEquals aws:SourceAccount", "ArnLike aws:SourceArn"];
    assert.deepEqual(conditions("trust", "trust-ecs-tasks"), source);
    assert.deepEqual(conditions("trust", "trust-emr"), source);
    assert.deepEqual(conditions("trust", "trust-redshift"), ["StringEquals sts:ExternalId"]);
    assert.deepEqual(conditions("trust", "trust-external-id"), ["StringEquals sts:ExternalId"]);
    assert.deepEqual(conditions("trust", "trust-github-oidc"), [
      "StringEquals token.actions.githubusercontent.com:aud",
      "StringEquals token.actions.githubusercontent.com:sub",
    ]);
    assert.deepEqual(conditions("trust", "trust-saml"), ["StringEquals SAML:aud"]);
    assert.deepEqual(conditions("identity", "pass-role"), ["StringEquals iam:PassedToService"]);
  });
});

/** Example values in place of the placeholders. */
function filled(text: string): string {
  return text.replace(/<([A-Z_]+)>/g, (_, name: string) =>
    name.endsWith("ACCOUNT_ID") ? "111122223333" : "example",
  );
}
