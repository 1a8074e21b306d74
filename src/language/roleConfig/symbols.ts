import type { DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import type { Check, ConfigHop, PolicyReference, RoleConfig } from "../../core/roleConfig/model.ts";
import { LineIndex } from "../../core/text/lineIndex.ts";
import type { Span } from "../../core/text/span.ts";
import { parsePolicy } from "../../core/policy/parse.ts";
import { readJsonTree } from "../cursor/jsonTree.ts";
import type { EmbeddedPolicy } from "../embedded/embeddedPolicy.ts";
import { ToDocument } from "../embedded/toDocument.ts";
import { policySymbols } from "../symbols/policySymbols.ts";
import { inlinePolicies } from "./inlinePolicies.ts";

/** The kinds of the protocol that we use, by number: the types package has no place at run time. */
const symbolKind = {
  class: 5,
  function: 12,
  variable: 13,
  event: 24,
  object: 19,
  file: 1,
} as const satisfies Record<string, SymbolKind>;

/** The outline of a role config: variables, the caller, each hop, bucket and check, and the policies below them. */
export function roleConfigSymbols(text: string, config: RoleConfig): DocumentSymbol[] {
  const lines = new LineIndex(text);
  const inline = new Map(
    inlinePolicies(text, readJsonTree(text)).policies.map((policy) => [policy.span.start, policy]),
  );
  const symbol = (
    name: string,
    detail: string,
    kind: SymbolKind,
    span: Span,
    children: readonly DocumentSymbol[] = [],
  ): DocumentSymbol => ({
    name,
    detail,
    kind,
    range: lines.range(span),
    selectionRange: lines.range({ start: span.start, end: span.start }),
    ...(children.length === 0 ? {} : { children: [...children] }),
  });
  const policies = (named: Readonly<Record<string, readonly (PolicyReference | undefined)[]>>) =>
    Object.entries(named).flatMap(([name, references]) =>
      references.flatMap((reference) => {
        if (reference === undefined) return [];
        const policy = reference.kind === "inline" ? inline.get(reference.span.start) : undefined;
        return [
          symbol(
            name,
            targetOf(reference),
            symbolKind.file,
            reference.span,
            policy === undefined ? [] : statementsOf(policy, lines),
          ),
        ];
      }),
    );
  const { caller, variables, hops, buckets, checks } = config;
  return [
    ...variables.map(({ name, value }) =>
      symbol(`<${name.value}>`, value.value, symbolKind.variable, {
        start: name.span.start,
        end: value.span.end,
      }),
    ),
    ...(caller === undefined
      ? []
      : [
          symbol(
            "caller",
            callerName(config),
            symbolKind.object,
            caller.span,
            policies({
              policy: caller.policies,
              boundary: [caller.permissionsBoundary],
              "service control": caller.serviceControlPolicies.flat(),
              "resource control": caller.resourceControlPolicies.flat(),
            }),
          ),
        ]),
    ...hops.map((hop) =>
      symbol(
        `hop ${hop.index + 1}`,
        roleName(hop),
        symbolKind.function,
        hop.span,
        policies({
          trust: [hop.trustPolicy],
          policy: hop.policies,
          boundary: [hop.permissionsBoundary],
          session: [hop.sessionPolicy],
          "service control": hop.serviceControlPolicies.flat(),
          "resource control": hop.resourceControlPolicies.flat(),
        }),
      ),
    ),
    ...buckets.map((bucket) =>
      symbol(
        "bucket",
        bucket.name?.value ?? "",
        symbolKind.class,
        bucket.span,
        policies({ policy: [bucket.policy] }),
      ),
    ),
    ...checks.map((check) =>
      symbol(
        check.name?.value ?? `check ${check.index + 1}`,
        questionOf(check),
        symbolKind.event,
        check.span,
      ),
    ),
  ];
}

function statementsOf(policy: EmbeddedPolicy, lines: LineIndex): DocumentSymbol[] {
  const map = new ToDocument(policy.text, lines);
  return policySymbols(policy.text.text, parsePolicy(policy.text.text)).map((one) => map.symbol(one));
}

function targetOf(reference: PolicyReference): string {
  switch (reference.kind) {
    case "file":
      return reference.path.value;
    case "awsManaged":
      return reference.arn.value.slice(reference.arn.value.lastIndexOf("/") + 1);
    case "inline":
      return "in this file";
  }
}

function callerName({ caller }: RoleConfig): string {
  const principal = caller?.principal;
  switch (principal?.kind) {
    case "arn":
      return principal.arn.value;
    case "service":
      return principal.service.value;
    case "webIdentity":
    case "saml":
      return principal.provider.value;
    case undefined:
      return "";
  }
}

function roleName({ roleArn }: ConfigHop): string {
  return roleArn?.value ?? "";
}

function questionOf(check: Check): string {
  switch (check.kind) {
    case "list":
      return `list ${check.url.value}`;
    case "access":
      return `${check.actions.map(({ value }) => value).join(", ")} on ${check.resources.map(({ value }) => value).join(", ")}`;
    case "identity":
      return `identity ${check.arn.value}`;
  }
}
