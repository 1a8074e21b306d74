import * as fc from "fast-check";

/** A statement as JSON, with the members that its place allows. */
export interface StatementJson {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface PolicyJson {
  readonly Version?: string;
  readonly Statement: readonly StatementJson[];
}

export interface LayersJson {
  readonly identity?: readonly PolicyJson[];
  readonly permissionsBoundary?: PolicyJson;
  readonly session?: readonly PolicyJson[];
  readonly resource?: PolicyJson;
  readonly serviceControl?: readonly (readonly PolicyJson[])[];
  readonly resourceControl?: readonly (readonly PolicyJson[])[];
}

/** A request in the form of `assume-role decide`. */
export interface RequestJson {
  readonly principal: unknown;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly openContext?: boolean;
  readonly policies: LayersJson;
}

const account = "111111111111";
const other = "222222222222";
const user = `arn:aws:iam::${account}:user/path/Ana`;
const role = `arn:aws:iam::${account}:role/App`;
const session = `arn:aws:sts::${account}:assumed-role/App/first`;

const callers = fc.constantFrom<unknown>(
  user,
  role,
  session,
  `arn:aws:sts::${account}:federated-user/Bob`,
  { service: "ec2.amazonaws.com" },
  "anonymous",
);
const targets = fc.constantFrom(
  { action: "s3:GetObject", resource: "arn:aws:s3:::bucket/Ana/file" },
  { action: "s3:ListBucket", resource: "arn:aws:s3:::bucket" },
  { action: "sqs:SendMessage", resource: `arn:aws:sqs:us-east-1:${other}:queue` },
  { action: "sts:AssumeRole", resource: `arn:aws:iam::${account}:role/Target` },
  { action: "sts:AssumeRole", resource: `arn:aws:iam::${other}:role/Target` },
);

/** Keys that a request may carry, with values to choose from; policies compare with the same values. */
export const contextKeys: Readonly<Record<string, readonly [string, ...string[]]>> = {
  "aws:SourceIp": ["203.0.113.9", "198.51.100.1"],
  "aws:PrincipalTag/team": ["red", "blue"],
  "aws:MultiFactorAuthPresent": ["true", "false"],
  "aws:PrincipalOrgID": ["o-a1b2c3d4e5", "o-other"],
  "aws:CurrentTime": ["2024-01-01T00:00:00Z", "2025-07-01T00:00:00Z"],
};

export const contexts: fc.Arbitrary<Readonly<Record<string, string | undefined>>> = fc.record(
  Object.fromEntries(Object.entries(contextKeys).map(([key, values]) => [key, fc.constantFrom(...values)])),
  { requiredKeys: [] },
);

const conditions = fc.constantFrom<StatementJson["Condition"]>(
  { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
  { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
  { StringEquals: { "aws:PrincipalTag/team": "red" } },
  { StringNotEqualsIfExists: { "aws:PrincipalTag/team": "red" } },
  { StringLike: { "aws:PrincipalTag/team": ["${aws:username}", "b*"] } },
  { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
  { Null: { "aws:MultiFactorAuthPresent": "true" } },
  { "ForAnyValue:StringEquals": { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } },
  { "ForAllValues:StringNotLike": { "aws:PrincipalOrgID": "o-o*" } },
  { DateLessThan: { "aws:CurrentTime": "2025-01-01T00:00:00Z" } },
  {
    ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/*` },
    Bool: { "aws:ViaAWSService": "false" },
  },
);

const principals = fc.constantFrom<unknown>(
  "*",
  "*",
  { AWS: account },
  { AWS: [user, role] },
  { AWS: session },
  { AWS: other, Service: "ec2.amazonaws.com" },
);

const actions = fc.constantFrom<Pick<StatementJson, "Action" | "NotAction">>(
  { Action: "*" },
  { Action: ["s3:*", "sqs:*", "sts:*"] },
  { Action: ["s3:Get*", "sts:AssumeRole"] },
  { Action: ["s3:ListBucket", "SQS:sendmessage"] },
  { NotAction: "s3:*" },
  { NotAction: ["sts:*", "sqs:*"] },
);
const trustActions = fc.constantFrom<Pick<StatementJson, "Action">>(
  { Action: "sts:AssumeRole" },
  { Action: ["sts:AssumeRole", "sts:TagSession"] },
);
const resources = fc.constantFrom<Pick<StatementJson, "Resource" | "NotResource">>(
  { Resource: "*" },
  { Resource: ["*"] },
  { Resource: ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"] },
  { Resource: "arn:aws:s3:::bucket/${aws:username}/*" },
  { Resource: "arn:aws:iam::*:role/*" },
  { NotResource: `arn:aws:sqs:*:${other}:*` },
);

function statements(place: "identity" | "resource" | "trust" | "rcp"): fc.Arbitrary<StatementJson> {
  return fc
    .record({
      effect: fc.constantFrom<("Allow" | "Deny")[]>(...Array<"Allow">(9).fill("Allow"), "Deny"),
      principal: principals,
      action: place === "trust" ? trustActions : actions,
      resource: resources,
      condition: fc.oneof(fc.constant(undefined), conditions),
    })
    .map(({ effect, principal, action, resource, condition }) => ({
      Effect: place === "rcp" ? "Deny" : effect,
      ...(place === "identity" ? {} : { Principal: place === "rcp" ? "*" : principal }),
      ...action,
      ...(place === "trust" ? {} : resource),
      ...(condition === undefined ? {} : { Condition: condition }),
    }));
}

function policies(place: Parameters<typeof statements>[0]): fc.Arbitrary<PolicyJson> {
  return fc.record({
    Version: fc.constantFrom("2012-10-17", "2008-10-17"),
    Statement: fc.array(statements(place), { minLength: 1, maxLength: 3 }),
  });
}

/** Requests whose policies have something to do with them, in a closed context. */
export const requests: fc.Arbitrary<RequestJson> = targets.chain(({ action, resource }) =>
  fc
    .record({
      principal: callers,
      resourceAccount: fc.constantFrom(account, account, other),
      context: contexts,
      identity: fc.array(policies("identity"), { minLength: 1, maxLength: 2 }),
      resourcePolicy: policies(action === "sts:AssumeRole" ? "trust" : "resource"),
      permissionsBoundary: seldom(policies("identity")),
      session: seldom(fc.array(policies("identity"), { minLength: 1, maxLength: 2 })),
      serviceControl: seldom(
        fc.array(fc.array(policies("identity"), { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
      ),
      resourceControl: seldom(
        fc.array(fc.array(policies("rcp"), { minLength: 1, maxLength: 1 }), { maxLength: 2 }),
      ),
    })
    .map(({ principal, resourceAccount, context, identity, resourcePolicy, ...limits }) => ({
      principal,
      action,
      resource,
      resourceAccount,
      context,
      policies: {
        identity,
        resource: resourcePolicy,
        ...Object.fromEntries(Object.entries(limits).filter(([, layer]) => layer !== undefined)),
      },
    })),
);

function seldom<T>(layer: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: layer });
}
