import { resolveFrom } from "../../../core/openConfig/filePath.ts";
import type { Statement } from "../../../core/policy/model.ts";
import { chainCoverage, type DocumentCoverage } from "../../../core/simulate/chainCoverage.ts";
import { loadChain } from "../../../core/simulate/loadChain.ts";
import { PolicyLibrary } from "../../../core/simulate/policyLibrary.ts";
import { simulateChain } from "../../../core/simulate/simulateChain.ts";
import { hasWildcard } from "../../rules/readings/glob.ts";
import { fixIn, nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileContext, CrossFileRule } from "../crossFileRule.ts";
import type { ConfigFile } from "../indexedFile.ts";
import type { Reading } from "../reading.ts";
import { jsonStyle, renderJson } from "../../fixes/jsonStyle.ts";

export const statementNotChecked: CrossFileRule = {
  code: "STATEMENT_NOT_CHECKED",
  type: "suggestion",
  kinds: ["identity", "bucket", "roleConfig"],
  title: "A statement that no check exercises",
  why: "The role configs that name this policy have checks, and none of their questions comes to this statement: whether it does what it should is never tried. Only said where every step of these role configs can be simulated.",
  fix: "Add a check that needs the statement, or that it denies; or take the statement out.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  *check(context) {
    const coverages = new Map<ConfigFile, readonly DocumentCoverage[] | undefined>();
    const unused = new Map<number, { readonly statement: Statement; readonly reading: Reading }>();
    const used = new Set<number>();
    for (const reading of context.readings) {
      const { config, file, policy, part } = reading;
      // A role config has one caller; whom else a role trusts is for others to try.
      if (part.kind !== "grants" && part.kind !== "bucket") continue;
      if (!coverages.has(config)) coverages.set(config, coverageOf(context, config));
      const coverage = coverages.get(config);
      // Where one of the role configs cannot be simulated, nothing is known for certain.
      if (coverage === undefined) return;
      for (const { document, statements } of coverage) {
        const { source, reference } = document;
        const isIt =
          source.kind === "file"
            ? file.kind !== "roleConfig" && resolveFrom(config.path, source.path) === file.path
            : source.kind === "inline" && file === config && reference.start === policy.span.start;
        if (!isIt) continue;
        for (const { span, matched } of statements) if (matched.length > 0) used.add(span.start);
      }
      for (const statement of policy.statements) unused.set(statement.span.start, { statement, reading });
    }
    for (const [start, { statement, reading }] of unused) {
      if (used.has(start)) continue;
      const { config } = reading;
      const [check] = config.config.checks;
      yield {
        span: statement.sid?.span ?? statement.effect?.span ?? statement.span,
        message: `No check of ${nameOf(config)} comes to this statement: add one that does.`,
        fixes: checkFix(context, reading, statement),
        ...(check === undefined ? {} : { related: [relatedPlace(config, check.span, "The checks")] }),
      };
    }
  },
};

/** Undefined where the role config has no checks, or a step that cannot be simulated. */
function coverageOf({ view }: CrossFileContext, file: ConfigFile): readonly DocumentCoverage[] | undefined {
  if (file.config.checks.every(({ kind }) => kind === "identity")) return undefined;
  const texts = {
    file: (path: string) => view.policyAt(resolveFrom(file.path, path))?.text,
    managed: (arn: string) => view.managedText(arn),
  };
  const result = simulateChain(loadChain(file.config, texts, new PolicyLibrary()));
  const steps = [...result.hops, ...result.checks];
  return steps.some(({ outcome }) => outcome.kind === "cannotRun") ? undefined : chainCoverage(result);
}

/** A check with the first action and resource of the statement, behind the last one. */
function checkFix(context: CrossFileContext, { config, part }: Reading, statement: Statement) {
  const action = statement.action?.items.find(({ value }) => !hasWildcard(value))?.value;
  const resource = statement.resource?.items.find(({ value }) => value.startsWith("arn:"))?.value;
  const last = config.config.checks.at(-1);
  if (part.kind !== "grants" || last === undefined || action === undefined || resource === undefined)
    return [];
  const check = {
    action,
    resource: resource.replace(/\$\{[^}]*\}|\*/g, "example").replaceAll("?", "x"),
    expect: statement.effect?.value === "Deny" ? "explicitDeny" : "allow",
  };
  const style = jsonStyle(config.text);
  const before = config.text.slice(config.text.lastIndexOf("\n", last.span.start) + 1, last.span.start);
  const separator = before.trim() === "" ? `,${style.eol}${before}` : ", ";
  return fixIn(context, config, `Add a check of ${action} to ${nameOf(config)}`, [
    {
      span: { start: last.span.end, end: last.span.end },
      newText: separator + renderJson(check, style, undefined),
    },
  ]);
}
