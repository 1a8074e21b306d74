import type { Explanation, Problem } from "./problem.ts";

/** Why there is no address for the console. */
export function explainConsole(problem: Problem): Explanation | undefined {
  switch (problem.code) {
    case "NotTemporary":
      return {
        headline: "The console can only be opened with a role session.",
        causes: ["The profile gives long-term keys, and the federation endpoint takes none."],
        fixes: ["Choose a profile or a document that assumes a role."],
        look: "profile",
      };
    case "UnknownPartition":
      return {
        headline: "The console address of this partition is not known.",
        causes: ["The session is of a partition without a public federation endpoint."],
        fixes: ["Sign in at the console of that partition by yourself."],
      };
    default:
      return problem.httpStatus === undefined
        ? undefined
        : {
            headline: `The console's federation endpoint gave no sign-in token (HTTP ${problem.httpStatus}).`,
            causes: [
              "The session has ended.",
              "The session is one of GetSessionToken, which cannot open the console without a role.",
            ],
            fixes: ["Renew the session and try again."],
          };
  }
}
