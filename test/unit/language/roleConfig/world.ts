import type { NamedProfile, NearFile } from "../../../../src/language/roleConfig/request.ts";

/** The files beside the configs of the cases. */
export const nearFiles: readonly NearFile[] = [
  { path: "a/reader.inline-policy.json", kind: "identity" },
  { path: "b/role.trust-policy.json", kind: "trust" },
  { path: "bucket.bucket-policy.json", kind: "bucket" },
  { path: "chain.assume-role.json", kind: "roleConfig" },
  { path: "other.json", kind: undefined },
];

export const profiles: readonly NamedProfile[] = [
  { name: "base", detail: "access keys" },
  { name: "dev", detail: "assumes arn:aws:iam::111122223333:role/Dev" },
];

const allow = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "111122223333" } };

export const files = {
  list: () => Promise.resolve(nearFiles),
  read: (path: string) =>
    Promise.resolve(
      nearFiles.some((file) => file.path === path)
        ? JSON.stringify({ Version: "2012-10-17", Statement: [allow] })
        : undefined,
    ),
};
