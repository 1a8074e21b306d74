import type { TextList } from "../../../core/policy/model.ts";
import { removeItems } from "../../fixes/listEdits.ts";
import type { Report } from "../rule.ts";

/** A report for each value of a list that another one covers, by their positions, with the fix for one and for all. */
export function* redundantReports(
  text: string,
  name: string,
  list: TextList,
  redundant: ReadonlyMap<number, number>,
): Iterable<Report> {
  const all = removeItems(text, list, new Set(redundant.keys()));
  for (const [index, by] of redundant) {
    const item = list.items[index];
    const other = list.items[by];
    if (item === undefined || other === undefined) continue;
    const edits = removeItems(text, list, new Set([index]));
    yield {
      span: item.span,
      message: `${other.value} covers this already.`,
      fixes: [
        ...(edits === undefined ? [] : [{ title: `Remove ${item.value}`, edits, safe: true }]),
        ...(all === undefined || redundant.size < 2
          ? []
          : [
              {
                title: `Remove all ${redundant.size} redundant values of ${name}`,
                edits: all,
                safe: true,
              },
            ]),
      ],
    };
  }
}
