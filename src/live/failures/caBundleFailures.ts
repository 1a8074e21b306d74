import type { Explanation, Problem } from "./problem.ts";

/** Why the certificates that a profile or AWS_CA_BUNDLE names cannot be used. */
export function explainCaBundle({ code, errno, file: named }: Problem): Explanation | undefined {
  const file = named ?? "of this run";
  switch (code) {
    case "CaBundleUnreadable":
      return {
        headline: `The CA bundle ${file} cannot be read${errno === undefined ? "" : ` (${errno})`}.`,
        causes: ["The file was moved or deleted, or may not be read by this user."],
        fixes: ["Correct ca_bundle of the profile or AWS_CA_BUNDLE, or take it away."],
        look: "profile",
      };
    case "CaBundleRelative":
      return {
        headline: `The CA bundle ${file} is no whole path.`,
        causes: ["A relative path means another file in every folder; it is not read from the open one."],
        fixes: ["Write the whole path in ca_bundle of the profile or AWS_CA_BUNDLE."],
        look: "profile",
      };
    case "CaBundleEmpty":
      return {
        headline: `The CA bundle ${file} holds no certificate.`,
        causes: ["The file is not PEM: text with -----BEGIN CERTIFICATE-----."],
        fixes: ["Convert it to PEM, or name the right file."],
        look: "profile",
      };
    default:
      return undefined;
  }
}
