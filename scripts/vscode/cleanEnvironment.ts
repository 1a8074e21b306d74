/**
 * The environment of this process without what would change an editor or an AWS client started with it: an editor in
 * whose terminal this runs, and the developer's own AWS settings.
 */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(AWS_|ASSUME_ROLE_|VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/i.test(name),
    ),
  );
}
