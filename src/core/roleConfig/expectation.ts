import type { Node } from "jsonc-parser";
import { nearestName } from "../text/nearest.ts";
import type { Expectation, Located } from "./model.ts";
import type { ConfigReader } from "./reader.ts";

const expectations: readonly Expectation[] = ["allow", "deny", "explicitDeny", "implicitDeny"];

/** Reads `expect`; anything but one of the four words is reported. */
export function readExpectation(
  reader: ConfigReader,
  node: Node | undefined,
): Located<Expectation> | undefined {
  const text = reader.label(node, "'expect'");
  if (text === undefined) return undefined;
  const value = expectations.find((expectation) => expectation === text.value);
  if (value !== undefined) return { value, span: text.span };
  const near = nearestName(text.value, expectations);
  reader.error(
    "badExpectation",
    text.span,
    "'expect' is allow, deny (either kind), explicitDeny or implicitDeny.",
    near === undefined ? undefined : JSON.stringify(near),
  );
  return undefined;
}
