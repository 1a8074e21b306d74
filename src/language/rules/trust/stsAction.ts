import { actionCovers } from "../../../core/policy/actionPattern.ts";
import type { Statement } from "../../../core/policy/model.ts";

/** Whether a statement's Action covers an action; NotAction covers what it does not name. */
export function covers({ action, notAction }: Statement, wanted: string): boolean {
  if (action !== undefined) return action.items.some(({ value }) => actionCovers(value, wanted));
  return notAction !== undefined && !notAction.items.some(({ value }) => actionCovers(value, wanted));
}
