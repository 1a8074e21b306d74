import { ListRolesCommand } from "@aws-sdk/client-iam";
import type { RolesPage, RolesQuery } from "../core/livePort.ts";
import { optional } from "../core/optional.ts";
import { iamClient } from "./awsClient.ts";
import { call, malformed } from "./call.ts";
import type { Credentials } from "./credentials.ts";
import type { Situation } from "./failures/problem.ts";
import type { Attempt, Run } from "./run.ts";

/** As many as IAM gives at once. */
const PAGE = 1000;

/** One page of the roles in the account of the given keys. */
export async function listRoles(
  run: Run,
  query: RolesQuery,
  credentials: Credentials,
  situation: Situation,
): Promise<Attempt<RolesPage>> {
  const attempt = await call(run, "ListRoles", situation, (parts) =>
    iamClient(run.request.plan.iam, credentials, parts).send(
      new ListRolesCommand({ MaxItems: PAGE, ...optional("Marker", query.marker) }),
      { abortSignal: parts.signal },
    ),
  );
  if (attempt.kind !== "ok") return attempt;
  const { output, exchanges } = attempt.value;
  if (output.IsTruncated === undefined && output.Roles === undefined)
    return { kind: "failed", problem: malformed("ListRoles", exchanges), situation };
  return {
    kind: "ok",
    value: {
      roles: (output.Roles ?? []).flatMap(
        ({ Arn, Description, MaxSessionDuration, AssumeRolePolicyDocument }) =>
          Arn === undefined
            ? []
            : {
                arn: Arn,
                ...optional("description", Description === "" ? undefined : Description),
                ...optional("maxSessionDuration", MaxSessionDuration),
                ...optional("trustsAws", trustsAws(AssumeRolePolicyDocument)),
              },
      ),
      ...(output.IsTruncated === true ? optional("marker", output.Marker) : {}),
    },
  };
}

/** IAM gives the policy URL-encoded (RFC 3986); undefined where it cannot be read. */
function trustsAws(encoded: string | undefined): boolean | undefined {
  let policy: unknown;
  try {
    policy = JSON.parse(decodeURIComponent(encoded ?? ""));
  } catch {
    return undefined;
  }
  const statements = memberOf(policy, "Statement");
  return (Array.isArray(statements) ? statements : [statements]).some((statement) => {
    const principal = memberOf(statement, "Principal");
    const open = principal === "*" || memberOf(principal, "AWS") !== undefined;
    return (
      memberOf(statement, "Effect") === "Allow" && (open || memberOf(statement, "NotPrincipal") !== undefined)
    );
  });
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
