import type { CredentialSource } from "../../core/profiles/model.ts";
import type { Credentials } from "../credentials.ts";
import type { Run } from "../run.ts";
import { containerCredentials } from "./containerCredentials.ts";
import { environmentKeys } from "./environmentKeys.ts";
import type { Given } from "./given.ts";
import { instanceCredentials } from "./instanceCredentials.ts";
import { loginCredentials } from "./loginCredentials.ts";
import { processCredentials } from "./processCredentials.ts";
import { ssoCredentials } from "./ssoCredentials.ts";
import { staticKeys } from "./staticKeys.ts";

/** A source whose answer is AWS credentials; a web identity token or a SAML assertion is none yet. */
export type KeySource = Exclude<CredentialSource, { kind: "webIdentityToken" | "samlAssertion" }>;

/** The first credentials of a plan, by the one way that the plan names. */
export async function firstCredentials(run: Run, source: KeySource): Promise<Given<Credentials>> {
  const given = await credentialsOf(run, source);
  if (given.kind === "ok") {
    run.redactor.learn(given.value.secretAccessKey, given.value.sessionToken);
  }
  return given;
}

function credentialsOf(run: Run, source: KeySource): Promise<Given<Credentials>> {
  switch (source.kind) {
    case "staticKeys":
      return staticKeys(run, source);
    case "environment":
      return environmentKeys(run);
    case "instanceMetadata":
      return instanceCredentials(run);
    case "containerMetadata":
      return containerCredentials(run);
    case "process":
      return processCredentials(run, source);
    case "sso":
      return ssoCredentials(run, source);
    case "login":
      return loginCredentials(run, source);
  }
}
