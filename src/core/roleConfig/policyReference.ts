import type { Node } from "jsonc-parser";
import { arnResource, parseArn } from "../arn.ts";
import { readPolicy } from "../policy/parse.ts";
import type { Caller, PolicyReference } from "./model.ts";
import { isFilled, spanOf, type ConfigReader } from "./reader.ts";

/** Reads one reference to a policy: a path, the ARN of an AWS managed policy, or the policy itself. */
export function readPolicyReference(
  reader: ConfigReader,
  node: Node,
  what: string,
): PolicyReference | undefined {
  const span = spanOf(node);
  if (node.type === "object") {
    const policy = readPolicy(node);
    for (const problem of policy.problems) reader.error("policyShape", problem.span, problem.message);
    return { kind: "inline", policy, json: reader.json(node), span };
  }
  if (node.type !== "string") {
    reader.error(
      "wrongType",
      span,
      `${what} is the path of a policy file, the ARN of an AWS managed policy, or a policy.`,
    );
    return undefined;
  }
  const text = reader.text(node, what);
  if (text === undefined) return undefined;
  if (!text.value.startsWith("arn:")) return { kind: "file", path: text, span };
  const arn = parseArn(text.value);
  if (arn !== undefined && arnResource(arn).kind === "policy" && (arn.account === "aws" || !isFilled(text))) {
    return { kind: "awsManaged", arn: text, span };
  }
  reader.error(
    "badPolicyReference",
    span,
    "Only an AWS managed policy (arn:aws:iam::aws:policy/…) can be named by its ARN. Save this policy as a file and give its path.",
  );
  return undefined;
}

/** An array of references; elements that are none are reported and left out. */
export function readPolicyReferences(
  reader: ConfigReader,
  node: Node | undefined,
  what: string,
): PolicyReference[] {
  return reader.elements(node, what).flatMap((element) => readPolicyReference(reader, element, what) ?? []);
}

/** The levels of service or resource control policies, from the organization's root down. */
export function readPolicyLevels(
  reader: ConfigReader,
  node: Node | undefined,
  what: string,
): PolicyReference[][] {
  return reader
    .elements(node, what)
    .map((level) => readPolicyReferences(reader, level, `A level of ${what}`));
}

/** The policies of the organization, as a caller or a hop has them. */
export function readOrganizationPolicies(
  reader: ConfigReader,
  members: ReadonlyMap<string, Node>,
): Pick<Caller, "serviceControlPolicies" | "resourceControlPolicies"> {
  const levels = (name: string) => readPolicyLevels(reader, members.get(name), `'${name}'`);
  return {
    serviceControlPolicies: levels("serviceControlPolicies"),
    resourceControlPolicies: levels("resourceControlPolicies"),
  };
}
