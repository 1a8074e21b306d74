import type { Run } from "../run.ts";
import { sourceFailure, type Given } from "./given.ts";

/** The assertion that the user gave with the request, as the form field `SAMLResponse` holds it. */
export function samlAssertion(run: Run): Given<string> {
  const given = run.request.samlAssertion?.reveal().replaceAll(/\s/g, "");
  if (given === undefined || given === "") return sourceFailure("SamlAssertionMissing");
  run.redactor.learn(given);
  return { kind: "ok", value: given };
}
