import type { AwsFile } from "../awsFiles/model.ts";
import { optional } from "../optional.ts";
import type { StaticKeys } from "./model.ts";

/**
 * The keys of a profile in one freshly parsed file, for the moment of the call; undefined where the file does not
 * give a complete pair. The result is a secret: it goes into the call and nowhere else.
 */
export function staticKeysOf(file: AwsFile, profile: string): StaticKeys | undefined {
  const values = new Map<string, string>();
  const ofProfile = file.sections.filter(
    ({ type, name }) => (type === "profile" || type === "default") && name === profile,
  );
  const hidesDefault = ofProfile.some(({ type }) => type === "profile");
  for (const section of ofProfile) {
    if (section.type === "default" && hidesDefault) continue;
    for (const entry of section.entries) values.set(entry.key.toLowerCase(), entry.value);
  }
  const value = (key: string): string | undefined => {
    const found = values.get(key);
    return found === "" ? undefined : found;
  };
  const accessKeyId = value("aws_access_key_id");
  const secretAccessKey = value("aws_secret_access_key");
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return {
    accessKeyId,
    secretAccessKey,
    ...optional("sessionToken", value("aws_session_token") ?? value("aws_security_token")),
    ...optional("accountId", value("aws_account_id")),
  };
}
