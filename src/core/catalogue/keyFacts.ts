import type { ConditionKeyFacts, ConditionValueType } from "./model.ts";
import type { PackedKeyType } from "./packed.ts";

const types: Readonly<Record<PackedKeyType, readonly [type: ConditionValueType, multivalued: boolean]>> = {
  String: ["String", false],
  ARN: ["ARN", false],
  Bool: ["Bool", false],
  Date: ["Date", false],
  IPAddress: ["IPAddress", false],
  Numeric: ["Numeric", false],
  ArrayOfString: ["String", true],
  ArrayOfARN: ["ARN", true],
  ArrayOfBool: ["Bool", true],
};

/** A key with its type taken apart into the type of a value and whether there can be several. */
export function keyFacts(key: string, packed: PackedKeyType, description: string): ConditionKeyFacts {
  const [type, multivalued] = types[packed];
  return { key, type, multivalued, description };
}
