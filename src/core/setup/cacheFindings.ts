import { octal } from "./fileFindings.ts";
import type { SetupFacts, SetupFinding } from "./model.ts";

/**
 * Where the AWS CLI and the SDKs keep sessions and sign-ins in plain text: whoever reads such a file has them.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html, "Clearing cached credentials"
 */
const caches = [
  { folder: ".aws/sso/cache", holds: "SSO sign-ins" },
  { folder: ".aws/cli/cache", holds: "sessions of roles" },
  { folder: ".aws/login/cache", holds: "console sign-ins" },
] as const;

/** Cached sessions that other users of the machine may read. One finding a folder: its mode closes every file in it. */
export function cacheFindings({ home, disk }: SetupFacts): SetupFinding[] {
  return caches.flatMap(({ folder, holds }): SetupFinding[] => {
    const path = `${home}/${folder}`;
    const mode = disk.stat(path)?.mode;
    // A folder that others may not enter keeps them from its files, whatever those say.
    if (mode === undefined || (mode & 0o011) === 0) return [];
    const open = (disk.list(path) ?? []).filter(
      (name) => name.endsWith(".json") && ((disk.stat(`${path}/${name}`)?.mode ?? 0) & 0o044) !== 0,
    );
    if (open.length === 0) return [];
    const what = `${open.length} ${open.length === 1 ? "file" : "files"}`;
    return [
      {
        code: "cliCacheOpenToOthers",
        severity: "warning",
        message: `Other users of this machine may read ${what} with ${holds} in ${path} (mode ${octal(mode)}). Close it: chmod 700 ${path}`,
        fix: { kind: "close", path, mode: 0o700 },
      },
    ];
  });
}
