import type { Fix } from "../../fixes/edit.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import type { Report, RuleContext } from "../rule.ts";

/** Every Sid that an earlier statement has already; what the two rules on unique Sids have in common. */
export function* repeatedSids({ policy }: RuleContext, message: (sid: string) => string): Iterable<Report> {
  const seen = new Set<string>();
  const all = new Set(policy.statements.flatMap(({ sid }) => sid?.value ?? []));
  for (const { sid } of policy.statements) {
    if (sid === undefined || sid.value === "") continue;
    if (!seen.has(sid.value)) {
      seen.add(sid.value);
      continue;
    }
    const free = freeName(sid.value, all);
    all.add(free);
    const fix: Fix = { title: `Change to ${free}`, edits: [replaceText(sid, free)], safe: true };
    yield { span: sid.span, message: message(sid.value), fixes: [fix] };
  }
}

function freeName(sid: string, taken: ReadonlySet<string>): string {
  const stem = sid.replace(/\d+$/, "");
  for (let number = 2; ; number++) {
    const name = `${stem}${number}`;
    if (!taken.has(name)) return name;
  }
}
