import type { SessionKeys } from "../../livePort.ts";
import type { AwsFile, AwsSection } from "../model.ts";
import { addSection } from "./addSection.ts";
import { contentOf, checkedEdits } from "./content.ts";
import { inOrder } from "./inOrder.ts";
import { lastEntry, lineEndOf, linesWithin, ownSpan } from "./lines.ts";
import { refused, type AwsFiles, type EditResult } from "./model.ts";
import { removeValue } from "./removeValue.ts";
import { sectionsOf } from "./sectionsOf.ts";
import { setValue } from "./setValue.ts";
import { profileNameProblem } from "./writable.ts";

/** What writing a session under a name would do. */
export type SessionProfilePlace =
  | { readonly kind: "new" }
  /** Keys of a session stand there. `expires`: ISO 8601, where a comment of ours says when they end. */
  | { readonly kind: "replaces"; readonly expires?: string }
  | { readonly kind: "refused"; readonly message: string };

/**
 * Where a session can be written: to a new profile of the credentials file, or in place of the keys of another session
 * there, which end by themselves. Never over long-term keys, whose secret AWS does not give a second time.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
 */
export function sessionProfilePlace(files: AwsFiles, name: string): SessionProfilePlace {
  const [section, second] = sectionsOf(files.credentials, name);
  if (section === undefined) {
    if (sectionsOf(files.config, name).length > 0) {
      return refused(`Profile '${name}' stands in the config file already. Choose another name.`);
    }
    const problem = profileNameProblem(name);
    return problem === undefined ? { kind: "new" } : refused(problem);
  }
  if (second !== undefined) {
    return refused(`Profile '${name}' stands in the credentials file twice. Merge the two first.`);
  }
  const value = (key: string): string => lastEntry(section, key)?.value ?? "";
  const id = value("aws_access_key_id");
  const token = value("aws_session_token") || value("aws_security_token");
  if (id === "" || value("aws_secret_access_key") === "") {
    return refused(`Profile '${name}' exists and holds no keys of a session. Choose another name.`);
  }
  // The id of a long-term key says so itself, whatever token stands beside it.
  if (token === "" || id.startsWith("AKIA")) {
    return refused(
      `Profile '${name}' holds long-term keys, which would be lost: AWS does not show their secret again. Choose another name.`,
    );
  }
  const expires = files.credentials && expiryComment(files.credentials, section)?.expires;
  return { kind: "replaces", ...(expires === undefined ? {} : { expires }) };
}

/**
 * Writes the keys of a session as a profile of the credentials file, with a comment that says whose they are and when
 * they end; where keys of a session stand under that name, in their place. Refused as `sessionProfilePlace` says.
 */
export function writeSessionProfile(
  files: AwsFiles,
  name: string,
  keys: SessionKeys,
  who: string,
): EditResult {
  const place = sessionProfilePlace(files, name);
  if (place.kind === "refused") return place;
  const entries = [
    ["aws_access_key_id", keys.accessKeyId],
    ["aws_secret_access_key", keys.secretAccessKey],
    ...(keys.sessionToken === undefined ? [] : [["aws_session_token", keys.sessionToken] as const]),
  ] as const;
  const comment = commentOf(keys, who);
  const withComment = (now: AwsFiles): EditResult => setComment(now.credentials, name, comment);
  if (place.kind === "new") {
    return inOrder(files, [
      (now) => addSection(now, { file: "credentials", type: "profile", name, entries }),
      withComment,
    ]);
  }
  const { credentials } = files;
  // The config file is no concern of this, and may hold a key of the same name.
  return inOrder(credentials === undefined ? {} : { credentials }, [
    ...entries.map(
      ([key, value]) =>
        (now: AwsFiles) =>
          setValue(now, name, { key }, value),
    ),
    // The AWS CLI takes the older name of the token before the newer one.
    ...["aws_security_token", ...(keys.sessionToken === undefined ? ["aws_session_token"] : [])].flatMap(
      (key) =>
        sectionsOf(credentials, name).some((section) => lastEntry(section, key) !== undefined)
          ? [(now: AwsFiles) => removeValue(now, name, { key })]
          : [],
    ),
    withComment,
  ]);
}

function commentOf({ expiration }: SessionKeys, who: string): string {
  const until = expiration === undefined ? "" : `, expires ${expiration}`;
  // An ARN holds no line end; a profile's name, which stands in for it, may.
  return `# ${who.replace(/[\r\n\u2028\u2029]+/g, " ")}${until}`;
}

/** Puts the comment in the place of the one that an earlier session has left, else below the header. */
function setComment(file: AwsFile | undefined, name: string, comment: string): EditResult {
  const [section] = sectionsOf(file, name);
  if (file === undefined || section === undefined) return { kind: "edits", files: [] };
  const before = expiryComment(file, section);
  if (before !== undefined) {
    return checkedEdits(file, [{ span: before.span, newText: comment }], contentOf(file));
  }
  const [header] = linesWithin(file, section.span);
  const at = header?.span.end ?? section.headerSpan.end;
  return checkedEdits(
    file,
    [{ span: { start: at, end: at }, newText: comment + lineEndOf(file) }],
    contentOf(file),
  );
}

/** The comment of ours in a section, without its line end; what stands behind the last key may be the next section's. */
function expiryComment(
  file: AwsFile,
  section: AwsSection,
): { readonly span: { readonly start: number; readonly end: number }; readonly expires: string } | undefined {
  for (const { kind, span } of linesWithin(file, ownSpan(file, section))) {
    if (kind !== "comment") continue;
    const text = file.text.slice(span.start, span.end);
    const found = /^# .*, expires (\d{4}-\d\d-\d\dT[\d:.]+Z)(?=[\r\n]*$)/.exec(text);
    if (found?.[1] === undefined) continue;
    return { span: { start: span.start, end: span.start + found[0].length }, expires: found[1] };
  }
  return undefined;
}
