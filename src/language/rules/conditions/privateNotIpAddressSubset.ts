import { removeItems } from "../../fixes/listEdits.ts";
import { analyzerCheck, everyKind, type StatementRule } from "../rule.ts";
import { privateSourceIp } from "./privateSourceIp.ts";

export const privateNotIpAddressSubset: StatementRule = {
  code: "PRIVATE_NOTIPADDRESS_SUBSET",
  type: "suggestion",
  scope: "statement",
  reads: "Condition",
  kinds: everyKind,
  title: "NotIpAddress on aws:SourceIp with some private addresses",
  why: "`aws:SourceIp` is the public address of a caller. The private ranges in the list exempt nobody.",
  fix: "Remove the private ranges; for calls through a VPC endpoint use `aws:VpcSourceIp`.",
  source: analyzerCheck("suggestion-private-not-ip-address-subset"),
  *check(statement, context) {
    yield* privateSourceIp("NotIpAddress", false, function* ({ values }, found) {
      const edits = removeItems(
        context.text,
        values,
        new Set(found.map((item) => values.items.indexOf(item))),
      );
      for (const item of found) {
        yield {
          span: item.span,
          message: `aws:SourceIp is a public address: the private ${item.value} exempts nobody.`,
          fixes: edits === undefined ? [] : [{ title: "Remove the private ranges", edits, safe: true }],
        };
      }
    })(statement, context);
  },
};
