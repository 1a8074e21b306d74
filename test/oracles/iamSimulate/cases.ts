import type { Random } from "../../unit/core/awsFiles/random.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** A statement before it is put in its place. */
export type RandomStatement = JsonObject;

export interface RandomPolicy extends JsonObject {
  readonly Statement: readonly RandomStatement[];
}

/** A request in the form of `assume-role decide`. */
export interface RandomCase {
  readonly principal: string | JsonObject;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly policies: {
    readonly identity?: readonly RandomPolicy[];
    readonly permissionsBoundary?: RandomPolicy;
    readonly session?: readonly RandomPolicy[];
    readonly resource?: RandomPolicy;
    readonly serviceControl?: readonly (readonly RandomPolicy[])[];
    readonly resourceControl?: readonly (readonly RandomPolicy[])[];
  };
}

const ours = "111111111111";
const theirs = "222222222222";

const callers: readonly [RandomCase["principal"], ...RandomCase["principal"][]] = [
  `arn:aws:iam::${ours}:user/Ana`,
  `arn:aws:iam::${ours}:user/division/David`,
  `arn:aws:iam::${ours}:role/App`,
  `arn:aws:iam::${ours}:role/path/Batch`,
  `arn:aws:sts::${ours}:assumed-role/App/first`,
  `arn:aws:sts::${ours}:assumed-role/Batch/second`,
  `arn:aws:sts::${ours}:federated-user/Bob`,
  `arn:aws:iam::${ours}:root`,
  { service: "cloudtrail.amazonaws.com" },
  "anonymous",
  `arn:aws-cn:iam::${ours}:role/App`,
];

const provider = `arn:aws:iam::${ours}:oidc-provider/token.actions.githubusercontent.com`;

interface Target {
  readonly action: string;
  readonly resource: (account: string) => string;
}

const targets: readonly [Target, ...Target[]] = [
  { action: "s3:GetObject", resource: () => "arn:aws:s3:::bucket/home/Ana/file" },
  { action: "s3:PutObject", resource: () => "arn:aws:s3:::bucket/data/red" },
  { action: "s3:ListBucket", resource: () => "arn:aws:s3:::bucket" },
  { action: "sqs:SendMessage", resource: (account: string) => `arn:aws:sqs:us-east-1:${account}:queue` },
  { action: "sts:AssumeRole", resource: (account: string) => `arn:aws:iam::${account}:role/Target` },
  { action: "sts:AssumeRole", resource: (account: string) => `arn:aws:iam::${account}:role/path/Target` },
  { action: "iam:PassRole", resource: () => `arn:aws:iam::${ours}:role/App` },
  { action: "sts:AssumeRoleWithWebIdentity", resource: () => `arn:aws:iam::${ours}:role/Target` },
];

/** Makes one request with policies that have something to do with it. */
export function randomCase(random: Random): RandomCase {
  const target = random.pick(targets);
  const isWeb = target.action === "sts:AssumeRoleWithWebIdentity";
  const principal = isWeb ? { federated: provider, kind: "webIdentity" } : random.pick(callers);
  const account = isWeb || target.action === "iam:PassRole" || random.chance(40) ? ours : theirs;
  const resource = target.resource(account);
  const isTrust = target.action.startsWith("sts:");
  const maker = new PolicyMaker(random, target.action, resource, isTrust, random.chance(85));
  const outside = typeof principal !== "string" || principal === "anonymous";
  const isRoot = principal === `arn:aws:iam::${ours}:root`;
  const isSession = typeof principal === "string" && principal.includes(":sts:");
  const policies: RandomCase["policies"] = {
    ...(outside || isRoot
      ? {}
      : { identity: between(random, 0, 2, () => maker.policy("identity")).slice(random.chance(10) ? 1 : 0) }),
    ...(outside || isRoot || random.chance(75) ? {} : { permissionsBoundary: maker.policy("boundary") }),
    ...(!isSession || random.chance(60) ? {} : { session: [maker.policy("session")] }),
    ...(random.chance(isTrust ? 5 : 25) ? {} : { resource: maker.policy("resource") }),
    ...(outside || random.chance(80)
      ? {}
      : { serviceControl: between(random, 1, 3, () => maker.level("scp")) }),
    ...(random.chance(85) ? {} : { resourceControl: between(random, 1, 2, () => maker.level("rcp")) }),
  };
  return {
    principal,
    action: target.action,
    resource,
    resourceAccount: account,
    context: maker.context(),
    policies,
  };
}

/** Between the two counts, both included. */
function between<T>(random: Random, fewest: number, most: number, make: () => T): T[] {
  return Array.from({ length: fewest + random.below(most - fewest + 1) }, make);
}

type Place = "identity" | "boundary" | "session" | "resource" | "scp" | "rcp";

/** A condition key, values to compare it with, and operators for it. */
type KeyChoice = readonly [
  key: string,
  values: readonly [unknown, ...unknown[]],
  operators: readonly [string, ...string[]],
];

class PolicyMaker {
  readonly #random: Random;
  readonly #action: string;
  readonly #resource: string;
  readonly #isTrust: boolean;
  readonly #modern: boolean;

  constructor(random: Random, action: string, resource: string, isTrust: boolean, modern: boolean) {
    this.#random = random;
    this.#action = action;
    this.#resource = resource;
    this.#isTrust = isTrust;
    this.#modern = modern;
  }

  policy(place: Place): RandomPolicy {
    const version = this.#modern
      ? { Version: "2012-10-17" }
      : this.#random.chance(50)
        ? { Version: "2008-10-17" }
        : {};
    return { ...version, Statement: between(this.#random, 1, 3, () => this.#statement(place)) };
  }

  level(place: "scp" | "rcp"): RandomPolicy[] {
    if (place === "rcp") return [{ ...this.policy("rcp"), Version: "2012-10-17" }];
    const everything: RandomPolicy = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    };
    return this.#random.chance(70) ? [everything, this.policy("scp")] : [this.policy("scp")];
  }

  #statement(place: Place): RandomStatement {
    const random = this.#random;
    const effect = place === "rcp" || random.chance(place === "scp" ? 50 : 15) ? "Deny" : "Allow";
    const trust = place === "resource" && this.#isTrust;
    return {
      Effect: effect,
      ...(place === "resource" ? this.#principal(effect) : place === "rcp" ? { Principal: "*" } : {}),
      ...(place === "rcp" ? { Action: this.#serviceAction() } : this.#actions(trust)),
      ...(trust ? this.#refused() : this.#resources()),
      ...(random.chance(45) ? { Condition: this.#conditions() } : {}),
    };
  }

  #principal(effect: "Allow" | "Deny"): RandomStatement {
    const random = this.#random;
    const named = between(random, 1, 2, () =>
      random.pick<readonly [string, string]>([
        ["AWS", `arn:aws:iam::${ours}:root`],
        ["AWS", ours],
        ["AWS", theirs],
        ["AWS", "*"],
        ["AWS", `arn:aws:iam::${ours}:user/Ana`],
        ["AWS", `arn:aws:iam::${ours}:user/David`],
        ["AWS", `arn:aws:iam::${ours}:user/division/David`],
        ["AWS", `arn:aws:iam::${ours}:role/App`],
        ["AWS", `arn:aws:iam::${ours}:role/app`],
        ["AWS", `arn:aws:iam::${ours}:role/path/Batch`],
        ["AWS", `arn:aws:iam::${ours}:role/Batch`],
        ["AWS", `arn:aws:sts::${ours}:assumed-role/App/first`],
        ["AWS", `arn:aws:sts::${ours}:assumed-role/Batch/second`],
        ["AWS", `arn:aws:sts::${ours}:federated-user/Bob`],
        ["Service", "cloudtrail.amazonaws.com"],
        ["Federated", provider],
      ]),
    );
    const element: Record<string, string[]> = {};
    for (const [type, value] of named) (element[type] ??= []).push(value);
    if (effect === "Deny" && !this.#isTrust && random.chance(30)) return { NotPrincipal: element };
    return random.chance(15) ? { Principal: "*" } : { Principal: element };
  }

  /** Now and then what AWS refuses in a trust policy. */
  #refused(): RandomStatement {
    return this.#random.chance(3) ? { Resource: "*" } : {};
  }

  #actions(trust: boolean): RandomStatement {
    const random = this.#random;
    const [service = "", name = ""] = this.#action.split(":");
    if (trust) {
      const refused = random.chance(3) ? ["s3:GetObject"] : [];
      return {
        Action: [
          ...random.pick([[this.#action], [this.#action, "sts:TagSession"], ["sts:AssumeRole*"]]),
          ...refused,
        ],
      };
    }
    const choice: unknown = random.pick([
      this.#action,
      this.#action,
      "*",
      `${service}:*`,
      `${service}:${name.slice(0, 4)}*`,
      `${service.toUpperCase()}:${name.toLowerCase()}`,
      [this.#action, "ec2:RunInstances"],
      "ec2:*",
      `${service}:${name}Acl`,
    ]);
    return random.chance(12) ? { NotAction: choice } : { Action: choice };
  }

  /** What may stand in a resource control policy: never every action, and no NotAction. */
  #serviceAction(): string {
    return this.#random.pick([this.#action, `${this.#action.split(":")[0] ?? ""}:*`, "kms:*"]);
  }

  #resources(): RandomStatement {
    const random = this.#random;
    const cut = this.#resource.slice(0, this.#resource.length - 2);
    const choice: unknown = random.pick([
      this.#resource,
      this.#resource,
      "*",
      "*",
      `${cut}*`,
      `${cut}??`,
      [this.#resource, "arn:aws:s3:::other"],
      "arn:aws:s3:::bucket/*",
      "arn:aws:s3:::bucket/home/${aws:username}/*",
      "arn:aws:s3:::bucket/data/${aws:PrincipalTag/team, 'red'}",
      "arn:aws:s3:::b*t",
      `arn:aws:iam::*:role/*`,
      `arn:aws:sqs:*:*:qu?ue`,
    ]);
    return random.chance(10) ? { NotResource: choice } : { Resource: choice };
  }

  #conditions(): RandomStatement {
    const rows = between(this.#random, 1, 2, () => this.#condition());
    const block: Record<string, Record<string, unknown>> = {};
    for (const [operator, key, value] of rows) (block[operator] ??= {})[key] = value;
    return block;
  }

  #condition(): readonly [operator: string, key: string, value: unknown] {
    const random = this.#random;
    const [key, values, families] = random.pick<KeyChoice>([
      [
        "aws:SourceIp",
        ["203.0.113.0/24", "2001:db8::/32", ["192.0.2.1", "203.0.113.9"]],
        ["IpAddress", "NotIpAddress"],
      ],
      ["aws:PrincipalTag/team", ["red", "r*", ["blue", "RED"], "${aws:username}"], strings],
      ["aws:username", ["Ana", "ana", "?na", "${aws:PrincipalTag/team}"], strings],
      [
        "aws:PrincipalArn",
        [`arn:aws:iam::${ours}:role/App`, `arn:aws:iam::${ours}:user/*`, `arn:aws:iam::*:role/path/*`],
        [...arns, "StringLike"],
      ],
      ["aws:PrincipalAccount", [ours, theirs], strings],
      ["aws:SecureTransport", ["true", "false"], ["Bool"]],
      ["aws:MultiFactorAuthPresent", ["true", "false"], ["Bool"]],
      ["aws:MultiFactorAuthAge", ["300", "3600"], numbers],
      ["aws:CurrentTime", ["2024-01-01T00:00:00Z", "2025-06-30"], dates],
      ["aws:PrincipalOrgID", ["o-a1b2c3d4e5", "o-*"], strings],
      ["aws:ResourceAccount", [ours, theirs], strings],
      ["aws:TagKeys", ["team", ["team", "cost"], "t*"], sets],
      ["aws:PrincipalOrgPaths", ["o-a1b2c3d4e5/r-ab12/*", ["o-other/*", "o-a1b2c3d4e5/*"]], sets],
      ...(this.#isTrust ? trustConditions : s3Conditions),
    ]);
    const value = random.pick(values);
    if (random.chance(8)) return ["Null", key, random.pick(["true", "false"])];
    const operator = random.pick(families);
    return [
      random.chance(25) ? `${operator}IfExists` : operator,
      random.chance(10) ? key.toUpperCase() : key,
      value,
    ];
  }

  /** Keys that only this kind of call carries. */
  #callKeys(): [string, string | string[]][] {
    const random = this.#random;
    if (this.#action === "s3:ListBucket") {
      return [
        ["s3:prefix", random.pick(["", "home/Ana/x", "data/"])],
        ["s3:max-keys", random.pick(["10", "1000"])],
      ];
    }
    if (!this.#isTrust) return [];
    const externalId: [string, string][] = [["sts:ExternalId", random.pick(["12345", "54321"])]];
    const claims: [string, string][] = [
      [
        "token.actions.githubusercontent.com:sub",
        random.pick(["repo:octo/app:ref:refs/heads/main", "repo:x/y"]),
      ],
    ];
    const tags: [string, string | string[]][] = [
      ["aws:RequestTag/team", random.pick(["red", "blue"])],
      ["aws:TagKeys", ["team"]],
    ];
    return [
      ...(this.#action === "sts:AssumeRole" ? externalId : []),
      ["sts:RoleSessionName", random.pick(["Ana", "first"])],
      ...(this.#action === "sts:AssumeRoleWithWebIdentity" ? claims : []),
      ...(random.chance(20) ? tags : []),
    ];
  }

  context(): RandomCase["context"] {
    const random = this.#random;
    const keys: [string, string | string[]][] = [
      ["aws:SourceIp", random.pick(["203.0.113.9", "198.51.100.1", "2001:db8::1"])],
      ["aws:PrincipalTag/team", random.pick(["red", "RED", "Ana"])],
      ["aws:SecureTransport", random.pick(["true", "false"])],
      ["aws:MultiFactorAuthPresent", random.pick(["true", "false"])],
      ["aws:MultiFactorAuthAge", random.pick(["100", "300", "9999"])],
      ["aws:CurrentTime", random.pick(["2024-01-01T00:00:00Z", "2025-07-01T00:00:00Z"])],
      ["aws:PrincipalOrgID", random.pick(["o-a1b2c3d4e5", "o-other"])],
      ["aws:PrincipalOrgPaths", random.pick([["o-a1b2c3d4e5/r-ab12/ou-1/"], ["o-a/", "o-other/r-1/"]])],
      ...this.#callKeys(),
    ];
    return Object.fromEntries(keys.filter(() => random.chance(50)));
  }
}

const sets = [
  "ForAllValues:StringEquals",
  "ForAnyValue:StringEquals",
  "ForAllValues:StringLike",
  "ForAnyValue:StringLike",
  "ForAnyValue:StringNotLike",
  "ForAllValues:StringNotEquals",
] as const;
const strings = [
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
  "StringLike",
  "StringNotLike",
] as const;
const arns = ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"] as const;
const numbers = [
  "NumericEquals",
  "NumericNotEquals",
  "NumericLessThan",
  "NumericLessThanEquals",
  "NumericGreaterThan",
  "NumericGreaterThanEquals",
] as const;
const dates = [
  "DateEquals",
  "DateNotEquals",
  "DateLessThan",
  "DateLessThanEquals",
  "DateGreaterThan",
  "DateGreaterThanEquals",
] as const;

const trustConditions: readonly KeyChoice[] = [
  ["sts:ExternalId", ["12345", "1*"], strings],
  ["sts:RoleSessionName", ["${aws:username}", "first"], strings],
  ["aws:RequestTag/team", ["red", "blue"], strings],
  ["token.actions.githubusercontent.com:sub", ["repo:octo/*", "repo:octo/app:ref:refs/heads/main"], strings],
];
const s3Conditions: readonly KeyChoice[] = [
  ["s3:prefix", ["", "home/*", ["data/", "home/${aws:username}/*"]], strings],
  ["s3:max-keys", ["10", "100"], numbers],
];
