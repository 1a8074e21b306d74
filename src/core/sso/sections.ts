import type { NewSection } from "../awsFiles/edit/addSection.ts";
import type { SsoOffer } from "./offers.ts";

/** An offer under the name that its profile gets. */
export interface NamedOffer {
  readonly name: string;
  readonly offer: SsoOffer;
}

/**
 * The profiles of some offers, as `aws configure sso` writes them.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html
 */
export function ssoSections(
  ssoSession: string,
  named: readonly NamedOffer[],
  region: string | undefined,
): readonly NewSection[] {
  return named.map(({ name, offer }) => ({
    file: "config",
    type: "profile",
    name,
    entries: [
      ["sso_session", ssoSession],
      ["sso_account_id", offer.accountId],
      ["sso_role_name", offer.roleName],
      ...(region === undefined ? [] : [["region", region] as const]),
    ],
  }));
}
