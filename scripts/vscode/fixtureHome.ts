import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeFolderAtExit } from "../process/atExit.ts";
import { root } from "../repository.ts";
import { cleanEnvironment } from "./cleanEnvironment.ts";

export interface FixtureHome {
  /** A home folder with a `.aws` of its own. */
  readonly home: string;
  /** A copy of `examples/`, to be opened and changed. */
  readonly workspace: string;
  /** This process's environment with that home in it, and nothing of the developer's AWS settings. */
  readonly env: NodeJS.ProcessEnv;
}

/** A profile with AWS's documented example keys and a role above it: something to show, nothing that opens a door. */
const defaultFiles = {
  config: `[default]
region = us-east-1

[profile base]
region = eu-west-1

[profile deploy]
role_arn = arn:aws:iam::222222222222:role/Deploy
source_profile = base
`,
  credentials: `[base]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`,
};

/** Makes a home and a workspace in a temporary folder that goes when this process ends. */
export function makeFixtureHome(
  files: { readonly config: string; readonly credentials: string } = defaultFiles,
): FixtureHome {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "assume-role-")));
  removeFolderAtExit(folder);
  const home = join(folder, "home");
  const workspace = join(folder, "examples");
  const temporary = join(folder, "tmp");
  const aws = join(home, ".aws");
  mkdirSync(aws, { recursive: true });
  mkdirSync(temporary);
  writeFileSync(join(aws, "config"), files.config, { mode: 0o600 });
  writeFileSync(join(aws, "credentials"), files.credentials, { mode: 0o600 });
  cpSync(join(root, "examples"), workspace, { recursive: true });
  return {
    home,
    workspace,
    env: {
      ...cleanEnvironment(),
      HOME: home,
      USERPROFILE: home,
      // The editor and its extensions leave sockets behind.
      TMPDIR: temporary,
      XDG_CONFIG_HOME: join(home, ".config"),
      XDG_CACHE_HOME: join(home, ".cache"),
      AWS_CONFIG_FILE: join(aws, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(aws, "credentials"),
      // The SDK asks the instance metadata service of a machine on EC2 otherwise.
      AWS_EC2_METADATA_DISABLED: "true",
    },
  };
}
