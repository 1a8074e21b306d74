/** True for a path that is a role config by its name, which is all that makes one. */
export function isRoleConfigName(path: string): boolean {
  return /[^/]\.assume-role\.jsonc?$/i.test(path);
}
