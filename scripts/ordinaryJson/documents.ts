/** JSON that is none of our business, as tools write it and as people do. */
export interface OrdinaryDocument {
  readonly name: string;
  readonly languageId: "json" | "jsonc";
  readonly text: string;
}

/**
 * The kinds of JSON that stand in a workspace beside policies, in real sizes. Some speak of policies: a schema of them, a
 * notebook that makes one, the answer of a command. None of them is a policy that this editor opens.
 */
export function ordinaryDocuments(): readonly OrdinaryDocument[] {
  return [
    json("package.json", {
      name: "@example/service",
      version: "4.2.0",
      type: "module",
      scripts: { build: "tsc -b", test: "node --test", deploy: "cdk deploy --require-approval never" },
      dependencies: numbered(40, (n) => [`@aws-sdk/client-${n}`, "^3.600.0"]),
      policy: { Effect: "Allow" },
    }),
    json("package-lock.json", packageLock(6_000)),
    json("npm-shrinkwrap.json", packageLock(200)),
    json("composer.lock", {
      "content-hash": "6d1f0a2c",
      packages: list(900, (n) => ({
        name: `vendor/package-${n}`,
        version: `v${n % 9}.${n % 7}.0`,
        source: { type: "git", url: `https://example.com/vendor/package-${n}.git`, reference: hex(n) },
        require: { php: ">=8.1", "ext-json": "*" },
        autoload: { "psr-4": { [`Vendor\\Package${n}\\`]: "src/" } },
        authors: [{ name: "Jane Doe", email: "jane@example.com" }],
      })),
    }),
    {
      name: "tsconfig.json",
      languageId: "jsonc",
      text: `{
  // Visit https://aka.ms/tsconfig to read more about this file
  "extends": "./tsconfig.base.json",
  "compilerOptions": {
    "target": "ES2022", /* language of the output */
    "strict": true,
    "paths": { "*": ["./types/*"] }, // a star is no grant
  },
  "include": ["src/**/*"],
}
`,
    },
    {
      name: ".vscode/settings.json",
      languageId: "jsonc",
      text: `{
  // The setting of this extension is no policy.
  "assumeRole.findings.severities": { "RESOURCE_STAR": "off" },
  "json.schemas": [{ "fileMatch": ["*-policy.json"], "url": "./policy.schema.json" }],
  "yaml.customTags": ["!Ref scalar", "!Sub sequence"],
  "editor.tabSize": 2,
}
`,
    },
    {
      name: ".vscode/launch.json",
      languageId: "jsonc",
      text: `{ "version": "0.2.0", "configurations": [{ "type": "node", "request": "launch", "name": "Statement", "env": { "Effect": "Allow", "Action": "*" } }] }`,
    },
    json("openapi.json", {
      openapi: "3.1.0",
      info: { title: "Bank", version: "1" },
      paths: Object.fromEntries(
        list(400, (n) => [
          `/accounts/{id}/statements/${n}`,
          {
            get: {
              operationId: `getStatement${n}`,
              responses: { 200: { content: { "application/json": { schema: ref("Statement") } } } },
            },
          },
        ]),
      ),
      components: {
        schemas: {
          Statement: { type: "object", properties: { Effect: { type: "string" }, Action: ref("Action") } },
          Action: { type: "array", items: { type: "string" } },
        },
      },
    }),
    json("map.geojson", {
      type: "FeatureCollection",
      features: list(3_000, (n) => ({
        type: "Feature",
        properties: { Statement: `Parcel ${n}`, Effect: n % 2 === 0 },
        geometry: {
          type: "Polygon",
          coordinates: [list(12, (i) => [Math.sin(n + i) * 180, Math.cos(n + i) * 90])],
        },
      })),
    }),
    json("site.template.json", {
      AWSTemplateFormatVersion: "2010-09-09",
      Description: "A template without IAM",
      Parameters: { Name: { Type: "String", AllowedPattern: "[a-z]+" } },
      Resources: {
        Bucket: {
          Type: "AWS::S3::Bucket",
          Properties: {
            BucketName: { "Fn::Sub": "${Name}-site" },
            LifecycleConfiguration: { Rules: list(50, (n) => ({ Id: `r${n}`, Status: "Enabled" })) },
          },
        },
        Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: { Ref: "Name" } } },
      },
      Outputs: { Arn: { Value: { "Fn::GetAtt": ["Bucket", "Arn"] } } },
    }),
    json("azuredeploy.json", {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: list(60, (n) => ({
        type: "Microsoft.Authorization/policyAssignments",
        name: `p${n}`,
        properties: { effect: "Deny", Statement: [] },
      })),
    }),
    json("iam-policy.schema.json", {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: {
        Version: { enum: ["2012-10-17", "2008-10-17"] },
        Statement: {
          type: "array",
          items: {
            properties: { Effect: { enum: ["Allow", "Deny"] }, Action: {}, Resource: {}, Principal: {} },
          },
        },
      },
    }),
    json("analysis.ipynb", {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: "python3" } },
      cells: list(300, (n) => ({
        cell_type: "code",
        execution_count: n,
        source: [
          "policy = {\n",
          '  "Version": "2012-10-17",\n',
          '  "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]\n',
          "}\n",
        ],
        outputs: [{ output_type: "display_data", data: { "image/png": hex(n).repeat(60) } }],
      })),
    }),
    json("get-role.json", {
      Role: {
        RoleName: "App",
        Arn: "arn:aws:iam::111122223333:role/App",
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
        },
      },
    }),
    json("cloudtrail.json", {
      Records: list(800, (n) => ({
        eventVersion: "1.09",
        eventName: "PutRolePolicy",
        requestParameters: {
          roleName: `r${n}`,
          policyDocument:
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
        },
      })),
    }),
    json("cdk.out/tree.json", {
      version: "tree-0.1",
      tree: {
        id: "App",
        children: numbered(200, (n) => [
          `Role${n}`,
          {
            attributes: {
              "aws:cdk:cloudformation:type": "AWS::IAM::Role",
              "aws:cdk:cloudformation:props": {
                assumeRolePolicyDocument: { Statement: [{ Effect: "Allow" }] },
              },
            },
          },
        ]),
      },
    }),
    json("cdk.out/manifest.json", {
      version: "38.0.1",
      artifacts: { Stack: { type: "aws:cloudformation:stack", metadata: { "/Stack": [] } } },
    }),
    json("terraform-plan.json", {
      format_version: "1.2",
      terraform_version: "1.9.5",
      resource_changes: list(300, (n) => ({
        address: `random_id.r${n}`,
        type: "random_id",
        change: { actions: ["create"], after: { byte_length: 8, policy: '{"Statement":1}' } },
      })),
    }),
    json(
      "en.json",
      numbered(2_000, (n) => [`message.${n}`, `Statement ${n}: the "Effect" is «Allow»`]),
    ),
    json(
      "statements.json",
      list(500, (n) => ({ Statement: n, Effect: "Allow", Action: "*" })),
    ),
    json("bank-statement.json", { Statement: { Number: 7, Lines: [{ Amount: 1.5, Text: "Effect" }] } }),
    json("renovate.json", { extends: ["config:recommended"], packageRules: [{ matchPackageNames: ["*"] }] }),
    json(".eslintrc.json", {
      root: true,
      rules: { "no-console": "error" },
      overrides: [{ files: ["*.ts"] }],
    }),
    json("k8s-deployment.json", {
      apiVersion: "apps/v1",
      kind: "Deployment",
      spec: { template: { spec: { tolerations: [{ effect: "NoSchedule", operator: "Exists" }] } } },
    }),
    { name: "empty.json", languageId: "json", text: "" },
    { name: "number.json", languageId: "json", text: "42" },
    { name: "broken.json", languageId: "json", text: '{"Statement": [{"Eff' },
  ];
}

function json(name: string, value: unknown): OrdinaryDocument {
  return { name, languageId: "json", text: JSON.stringify(value, null, 2) };
}

/** A lock file of npm with so many packages. */
export function packageLock(packages: number): unknown {
  return {
    name: "service",
    lockfileVersion: 3,
    packages: numbered(packages, (n) => [
      `node_modules/package-${n}`,
      {
        version: `${n % 20}.${n % 10}.${n % 5}`,
        resolved: `https://packages.example.com/package-${n}/-/package-${n}-1.0.0.tgz`,
        integrity: `sha512-${hex(n).repeat(5)}==`,
        license: "MIT",
        dependencies: { [`package-${n + 1}`]: "^1.0.0", tslib: "^2.0.0" },
        engines: { node: ">=18" },
      },
    ]),
  };
}

function ref(name: string): unknown {
  return { $ref: `#/components/schemas/${name}` };
}

function list<T>(length: number, make: (n: number) => T): T[] {
  return Array.from({ length }, (_, n) => make(n));
}

function numbered(length: number, make: (n: number) => readonly [string, unknown]): Record<string, unknown> {
  return Object.fromEntries(list(length, make));
}

function hex(n: number): string {
  return Math.imul(n + 1, 2_654_435_761)
    .toString(16)
    .replace("-", "f")
    .padStart(8, "0");
}
