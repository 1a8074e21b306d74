import { environmentFindings } from "./environmentFindings.ts";
import { fileFindings } from "./fileFindings.ts";
import type { SetupFacts, SetupFinding } from "./model.ts";
import { shadowedKeys } from "./shadowedKeys.ts";
import { ssoFindings } from "./ssoFindings.ts";

/** What is wrong or surprising in the AWS set-up of a machine, without a call and without a secret. */
export function checkSetup(facts: SetupFacts): readonly SetupFinding[] {
  return [
    ...fileFindings(facts),
    ...environmentFindings(facts),
    ...shadowedKeys(facts.files),
    ...brokenProfiles(facts),
    ...ssoFindings(facts),
  ];
}

/** One line for all of them: each is told in full at its place. */
function brokenProfiles({ profiles: { profiles } }: SetupFacts): SetupFinding[] {
  const broken = profiles.filter(({ problems }) => problems.some(({ severity }) => severity === "error"));
  const [first] = broken;
  if (first === undefined) return [];
  const names = broken.slice(0, 5).map(({ name }) => `'${name}'`);
  const more = broken.length > names.length ? ` and ${broken.length - names.length} more` : "";
  const [place] = first.places;
  return [
    {
      code: "profilesBroken",
      severity: "error",
      message: `${broken.length === 1 ? "This profile does" : "These profiles do"} not work: ${names.join(", ")}${more}.`,
      ...(place === undefined ? {} : { place }),
    },
  ];
}
