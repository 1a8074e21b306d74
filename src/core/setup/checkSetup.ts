import { cacheFindings } from "./cacheFindings.ts";
import { environmentFindings } from "./environmentFindings.ts";
import { fileFindings } from "./fileFindings.ts";
import type { SetupFacts, SetupFinding } from "./model.ts";
import { networkFindings } from "./networkFindings.ts";
import { shadowedKeys } from "./shadowedKeys.ts";
import { ssoFindings } from "./ssoFindings.ts";

/** What is wrong or surprising in the AWS set-up of a machine, without a call and without a secret. */
export function checkSetup(facts: SetupFacts): readonly SetupFinding[] {
  return [
    ...fileFindings(facts),
    ...cacheFindings(facts),
    ...environmentFindings(facts),
    ...networkFindings(facts),
    ...shadowedKeys(facts.files),
    ...brokenProfiles(facts),
    ...ssoFindings(facts),
  ];
}

/** More would hide the rest of the report; the Profiles view shows them all. */
const mostBroken = 8;

/** Each with its first error, at the place to mend. */
function brokenProfiles({ profiles: { profiles } }: SetupFacts): SetupFinding[] {
  const broken = profiles.flatMap(({ name, problems }) => {
    const error = problems.find(({ severity }) => severity === "error");
    return error === undefined ? [] : [{ name, error }];
  });
  const told = broken.slice(0, mostBroken).map(({ name, error: { message, file, span } }): SetupFinding => ({
    code: "profilesBroken",
    severity: "error",
    message: `Profile '${name}' does not work. ${message}`,
    place: { file, span },
  }));
  const more = broken.slice(mostBroken).map(({ name }) => `'${name}'`);
  return more.length === 0
    ? told
    : [
        ...told,
        {
          code: "profilesBroken",
          severity: "error",
          message: `${more.length} more ${more.length === 1 ? "profile does" : "profiles do"} not work: ${more.join(", ")}.`,
        },
      ];
}
