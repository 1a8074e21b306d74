import { isAccountId } from "../../core/arn.ts";
import { readJsonTree, stringsIn } from "../cursor/jsonTree.ts";
import type { WorkspaceFacts } from "../workspaceFacts.ts";

/** A few words behind a place of the text. */
export interface AccountHint {
  readonly offset: number;
  readonly label: string;
  /** All profiles of the account, for the tooltip. */
  readonly profiles: readonly string[];
}

/** More names than this are counted. */
const mostNames = 2;

/** The names of the user's profiles behind every account id in the values of a JSON document. */
export function accountHints(text: string, { accounts }: WorkspaceFacts): AccountHint[] {
  const profilesOf = new Map(accounts.map(({ id, profiles }) => [id, profiles]));
  return stringsIn(readJsonTree(text)).flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(/(?<!\d)\d{12}(?!\d)/g)].flatMap(
      ({ 0: id, index }): AccountHint[] => {
        const profiles = isAccountId(id) ? (profilesOf.get(id) ?? []) : [];
        if (profiles.length === 0) return [];
        const more = profiles.length - mostNames;
        const label = profiles.slice(0, mostNames).join(", ") + (more > 0 ? ` +${more}` : "");
        return [{ offset: start + index + id.length, label, profiles }];
      },
    ),
  );
}
