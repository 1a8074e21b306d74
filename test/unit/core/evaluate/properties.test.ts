import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readDecisionRequest } from "../../../../src/cli/decisionRequest.ts";
import { decide } from "../../../../src/core/evaluate/decide.ts";
import type { Decision, MissingAllow } from "../../../../src/core/evaluate/model.ts";
import { parsePolicy } from "../../../../src/core/policy/parse.ts";
import {
  contextKeys,
  contexts,
  requests,
  type LayersJson,
  type PolicyJson,
  type RequestJson,
  type StatementJson,
} from "./arbitraries.ts";

const runs = { numRuns: 120, seed: 20121017 };

function ask(request: RequestJson): Decision {
  const read = readDecisionRequest(JSON.stringify(request));
  assert.ok(read.ok, JSON.stringify(read));
  return decide(read.request);
}

/** Changes every policy of the request; a policy that the change leaves out is left out. */
function mapPolicies(
  request: RequestJson,
  change: (policy: PolicyJson, side: keyof LayersJson) => PolicyJson,
): RequestJson {
  const { identity, permissionsBoundary, session, resource, serviceControl, resourceControl } =
    request.policies;
  const on = (side: keyof LayersJson) => (policy: PolicyJson) => change(policy, side);
  return {
    ...request,
    policies: {
      ...(identity === undefined ? {} : { identity: identity.map(on("identity")) }),
      ...(permissionsBoundary === undefined
        ? {}
        : { permissionsBoundary: change(permissionsBoundary, "permissionsBoundary") }),
      ...(session === undefined ? {} : { session: session.map(on("session")) }),
      ...(resource === undefined ? {} : { resource: change(resource, "resource") }),
      ...(serviceControl === undefined
        ? {}
        : { serviceControl: serviceControl.map((level) => level.map(on("serviceControl"))) }),
      ...(resourceControl === undefined
        ? {}
        : { resourceControl: resourceControl.map((level) => level.map(on("resourceControl"))) }),
    },
  };
}

function mapStatements(
  request: RequestJson,
  change: (statement: StatementJson) => StatementJson[],
): RequestJson {
  return mapPolicies(request, (policy) => ({ ...policy, Statement: policy.Statement.flatMap(change) }));
}

const isTrust = (request: RequestJson) => request.action === "sts:AssumeRole";

describe("decisions, whatever the policies", function () {
  this.timeout(120_000);

  it("come in all three kinds from the requests made here", () => {
    const kinds = new Map<string, number>();
    for (const request of fc.sample(requests, runs)) {
      const { decision } = ask(request);
      kinds.set(decision, (kinds.get(decision) ?? 0) + 1);
    }
    for (const kind of ["allowed", "explicitlyDenied", "implicitlyDenied"]) {
      assert.ok((kinds.get(kind) ?? 0) > runs.numRuns / 20, JSON.stringify([...kinds]));
    }
  });

  it("a Deny more never turns a no into a yes", () => {
    fc.assert(
      fc.property(requests, fc.nat(2), (request, position) => {
        fc.pre(ask(request).decision !== "allowed");
        const more = mapPolicies(request, (policy, side) => {
          const named = side === "resource" || side === "resourceControl" ? { Principal: "*" } : {};
          const where =
            isTrust(request) && side === "resource"
              ? { Action: "sts:AssumeRole" }
              : { Action: "*", Resource: "*" };
          return {
            ...policy,
            Statement: policy.Statement.toSpliced(position, 0, { Effect: "Deny", ...named, ...where }),
          };
        });
        assert.notEqual(ask(more).decision, "allowed");
      }),
      runs,
    );
  });

  it("an Allow more never lifts an explicit denial", () => {
    fc.assert(
      fc.property(requests, (request) => {
        fc.pre(ask(request).decision === "explicitlyDenied");
        const more = mapPolicies(request, (policy, side) => {
          const named = side === "resource" || side === "resourceControl" ? { Principal: "*" } : {};
          const where =
            isTrust(request) && side === "resource"
              ? { Action: "sts:AssumeRole" }
              : { Action: "*", Resource: "*" };
          return { ...policy, Statement: [{ Effect: "Allow", ...named, ...where }, ...policy.Statement] };
        });
        assert.equal(ask(more).decision, "explicitlyDenied");
      }),
      runs,
    );
  });

  it("an Allow more never takes access away, and one less never gives it", () => {
    fc.assert(
      fc.property(requests, fc.nat(2), (request, index) => {
        const less = mapPolicies(request, (policy) => ({
          ...policy,
          Statement: policy.Statement.filter((statement, at) => statement.Effect === "Deny" || at !== index),
        }));
        if (ask(less).decision === "allowed") assert.equal(ask(request).decision, "allowed");
      }),
      runs,
    );
  });

  it("the order of statements and of documents does not matter", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const turned = mapPolicies(request, (policy) => ({
          ...policy,
          Statement: policy.Statement.toReversed(),
        }));
        const { identity, session } = turned.policies;
        const reordered = {
          ...turned,
          policies: {
            ...turned.policies,
            ...(identity === undefined ? {} : { identity: identity.toReversed() }),
            ...(session === undefined ? {} : { session: session.toReversed() }),
          },
        };
        assert.equal(ask(reordered).decision, ask(request).decision);
      }),
      runs,
    );
  });

  it("a statement said twice, or cut into one for each action, says the same", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const before = ask(request).decision;
        const twice = mapStatements(request, (statement) => [statement, statement]);
        assert.equal(ask(twice).decision, before);
        const cut = mapStatements(request, ({ Action, ...rest }) =>
          Array.isArray(Action)
            ? Action.map((one: string) => ({ ...rest, Action: one }))
            : [{ ...rest, ...(Action === undefined ? {} : { Action }) }],
        );
        assert.equal(ask(cut).decision, before);
      }),
      runs,
    );
  });

  it("a wider Allow never takes access away", () => {
    fc.assert(
      fc.property(requests, (request) => {
        fc.pre(ask(request).decision === "allowed");
        const wider = mapStatements(request, (statement) => {
          if (statement.Effect === "Deny") return [statement];
          const { Principal, Resource, NotResource } = statement;
          return [
            {
              Effect: "Allow",
              ...(Principal === undefined ? {} : { Principal: "*" }),
              Action: isTrust(request) ? ["sts:AssumeRole", "sts:TagSession"] : "*",
              ...(Resource === undefined && NotResource === undefined ? {} : { Resource: "*" }),
            },
          ];
        });
        const widened = isTrust(request) ? keepOutside(wider) : wider;
        assert.equal(ask(widened).decision, "allowed");
      }),
      runs,
    );
  });

  it("a narrower Deny never takes access away", () => {
    fc.assert(
      fc.property(requests, (request) => {
        fc.pre(ask(request).decision === "allowed");
        const narrower = mapStatements(request, (statement) =>
          statement.Effect === "Allow"
            ? [statement]
            : [
                {
                  ...statement,
                  Condition: { ...statement.Condition, StringEquals: { "aws:PrincipalTag/none": "x" } },
                },
              ],
        );
        assert.equal(ask(narrower).decision, "allowed");
      }),
      runs,
    );
  });

  it("a boundary, a session policy or an organization level never gives access", () => {
    fc.assert(
      fc.property(requests, (request) => {
        fc.pre(ask(request).decision === "allowed");
        const { identity, resource } = request.policies;
        const fewer = {
          ...request,
          policies: {
            ...(identity === undefined ? {} : { identity }),
            ...(resource === undefined ? {} : { resource }),
            ...(String(request.principal).includes("federated-user")
              ? { session: request.policies.session ?? [] }
              : {}),
          },
        };
        assert.equal(ask(fewer).decision, "allowed");
      }),
      runs,
    );
  });

  it("letter case of actions and of condition keys does not matter", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const upper = mapStatements(
          { ...request, action: request.action.toLowerCase() },
          ({ Condition, ...statement }) => [
            {
              ...statement,
              ...(Condition === undefined ? {} : { Condition: upperCaseKeys(Condition) }),
            },
          ],
        );
        assert.equal(ask(upper).decision, ask(request).decision);
      }),
      runs,
    );
  });

  it("without the statements that decided, the decision is another", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { decision, decidedBy } = ask(request);
        fc.pre(decidedBy.length > 0);
        const decisive = new Set(decidedBy.map(({ policy, statement }) => `${policy} ${statement}`));
        const {
          identity = [],
          session = [],
          resource,
          permissionsBoundary,
          serviceControl = [],
          resourceControl = [],
        } = request.policies;
        const without = (name: string, policy: PolicyJson): PolicyJson => ({
          ...policy,
          Statement: policy.Statement.filter((_, index) => !decisive.has(`${name} ${index}`)),
        });
        const rest = ask({
          ...request,
          policies: {
            identity: identity.map((policy, index) => without(`identity[${index}]`, policy)),
            ...(permissionsBoundary === undefined
              ? {}
              : { permissionsBoundary: without("permissionsBoundary", permissionsBoundary) }),
            session: session.map((policy, index) => without(`session[${index}]`, policy)),
            ...(resource === undefined ? {} : { resource: without("resource", resource) }),
            serviceControl: serviceControl.map((level, at) =>
              level.map((policy, index) => without(`serviceControl[${at}][${index}]`, policy)),
            ),
            resourceControl: resourceControl.map((level, at) =>
              level.map((policy, index) => without(`resourceControl[${at}][${index}]`, policy)),
            ),
          },
        });
        assert.notEqual(rest.decision, decision);
      }),
      runs,
    );
  });

  it("the suggested statements make an implicit denial a permission", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { decision, missing, barrier } = ask(request);
        fc.pre(decision === "implicitlyDenied" && barrier === undefined);
        assert.ok(missing.length > 0);
        const mended = missing.reduce(mend, request);
        assert.equal(ask(mended).decision, "allowed", JSON.stringify(missing));
      }),
      runs,
    );
  });

  it("an open decision is right whatever the missing keys are", () => {
    fc.assert(
      fc.property(requests, contexts, (request, values) => {
        const open = ask({ ...request, openContext: true });
        const carried = Object.entries(values).filter(([key]) => mayCarry(request, key));
        const closed = ask({ ...request, context: { ...Object.fromEntries(carried), ...request.context } });
        assert.ok(
          (open.possible as readonly string[]).includes(closed.decision),
          JSON.stringify({ open: open.possible, closed: closed.decision }),
        );
        if (open.decision !== "undetermined" && open.decision !== "implicitlyDenied") {
          assert.equal(closed.decision, open.decision);
        }
      }),
      runs,
    );
  });

  it("an undetermined decision names the keys that decide it", () => {
    fc.assert(
      fc.property(requests.map(withoutContext), (request) => {
        const open = ask({ ...request, openContext: true });
        fc.pre(open.decision === "undetermined");
        assert.ok(open.undetermined.length > 0);
        const given = Object.fromEntries(
          open.undetermined.flatMap((key) => {
            const value = contextKeys[key]?.[0];
            return value === undefined ? [] : [[key, value]];
          }),
        );
        assert.equal(Object.keys(given).length, open.undetermined.length);
        const next = ask({ ...request, openContext: true, context: { ...request.context, ...given } });
        assert.deepEqual(
          next.undetermined.filter((key) => open.undetermined.includes(key)),
          [],
        );
      }),
      runs,
    );
  });
});

describe("malformed policies", function () {
  this.timeout(120_000);

  const request = {
    principal: "arn:aws:iam::111111111111:user/Ana",
    action: "s3:GetObject",
    resource: "arn:aws:s3:::bucket/key",
  };
  const kinds = ["allowed", "explicitlyDenied", "implicitlyDenied", "undetermined"];

  it("of any JSON shape are answered and never throw", () => {
    const element = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom("*", "Allow", "Deny", "s3:*"));
    const statement = fc.dictionary(
      fc.constantFrom(
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
        "x",
      ),
      element,
    );
    const policy = fc.oneof(
      fc.jsonValue(),
      fc.record({ Version: element, Statement: fc.oneof(element, statement, fc.array(statement)) }),
    );
    fc.assert(
      fc.property(policy, policy, fc.boolean(), (identity, resource, openContext) => {
        const text = JSON.stringify({
          ...request,
          openContext,
          policies: { identity: [identity], resource },
        });
        const read = readDecisionRequest(text);
        assert.ok(read.ok);
        assert.ok(kinds.includes(decide(read.request).decision));
      }),
      runs,
    );
  });

  it("cut off anywhere are answered, and grant nothing", () => {
    const text = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "*", Resource: "*", Condition: { Bool: { "aws:ViaAWSService": "true" } } },
      ],
    });
    for (let end = 0; end < text.length; end++) {
      const policy = parsePolicy(text.slice(0, end));
      const decision = decide({
        principal: { kind: "user", arn: request.principal, account: "111111111111", partition: "aws" },
        action: request.action,
        resource: request.resource,
        policies: { identity: [{ name: "cut", policy }] },
      });
      assert.equal(decision.decision, "implicitlyDenied");
    }
  });

  it("that are any text are no request, or are answered", () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (text, json) => {
        for (const line of [text, JSON.stringify(json)]) {
          const read = readDecisionRequest(line);
          if (read.ok) decide(read.request);
          else assert.ok(read.message !== "");
        }
      }),
      runs,
    );
  });
});

function withoutContext(request: RequestJson): RequestJson {
  return { ...request, context: {} };
}

/** Only a principal of an account has tags, MFA and an organization. */
function mayCarry({ principal }: RequestJson, key: string): boolean {
  const outside = typeof principal !== "string" || principal === "anonymous";
  return !outside || key === "aws:SourceIp" || key === "aws:CurrentTime";
}

/** In a role's trust policy only what AWS accepts there is widened: the other layers may say `*`. */
function keepOutside(wider: RequestJson): RequestJson {
  return mapPolicies(wider, (policy, side) =>
    side === "resource"
      ? policy
      : {
          ...policy,
          Statement: policy.Statement.map((statement) =>
            statement.Effect === "Allow" ? { ...statement, Action: "*" } : statement,
          ),
        },
  );
}

function upperCaseKeys(
  block: NonNullable<StatementJson["Condition"]>,
): NonNullable<StatementJson["Condition"]> {
  return Object.fromEntries(
    Object.entries(block).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, value]) => [key.toUpperCase(), value])),
    ]),
  );
}

/** Adds a suggested statement to its side, in a policy of its own where the side has many. */
function mend(request: RequestJson, { side, level, suggestion }: MissingAllow): RequestJson {
  const { policies } = request;
  const own: PolicyJson = { Version: "2012-10-17", Statement: [suggestion] };
  const added = (policy: PolicyJson | undefined): PolicyJson =>
    policy === undefined ? own : { ...policy, Statement: [...policy.Statement, suggestion] };
  switch (side) {
    case "identity":
    case "session":
      return { ...request, policies: { ...policies, [side]: [...(policies[side] ?? []), own] } };
    case "permissionsBoundary":
    case "resource":
      return { ...request, policies: { ...policies, [side]: added(policies[side]) } };
    case "serviceControl":
    case "resourceControl":
      return {
        ...request,
        policies: {
          ...policies,
          [side]: (policies[side] ?? []).map((documents, at) =>
            at === level ? [...documents, own] : documents,
          ),
        },
      };
  }
}
