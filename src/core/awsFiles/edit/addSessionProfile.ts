import type { SessionKeys } from "../../livePort.ts";
import { addSection } from "./addSection.ts";
import { lineEndOf } from "./lines.ts";
import type { AwsFiles, EditResult } from "./model.ts";
import { parseAwsFile } from "../parse.ts";

/**
 * Appends a profile with the keys of a session to the credentials file, with a comment that says whose they are and
 * when they end. Refused where a profile of that name has a section there.
 */
export function addSessionProfile(files: AwsFiles, name: string, keys: SessionKeys, who: string): EditResult {
  const result = addSection(files, {
    file: "credentials",
    type: "profile",
    name,
    entries: [
      ["aws_access_key_id", keys.accessKeyId],
      ["aws_secret_access_key", keys.secretAccessKey],
      ...(keys.sessionToken === undefined ? [] : [["aws_session_token", keys.sessionToken] as const]),
    ],
  });
  if (result.kind === "refused") return result;
  const end = lineEndOf(files.credentials ?? parseAwsFile("credentials", ""));
  const until = keys.expiration === undefined ? "" : `, expires ${keys.expiration}`;
  // An ARN holds no line end; a profile's name, which stands in for it, may.
  const comment = `# ${who.replace(/[\r\n\u2028\u2029]+/g, " ")}${until}`;
  return {
    kind: "edits",
    files: result.files.map(({ file, edits }) => ({
      file,
      edits: edits.map(({ span, newText }) => ({
        span,
        newText: newText.replace(`[${name}]${end}`, () => `[${name}]${end}${comment}${end}`),
      })),
    })),
  };
}
