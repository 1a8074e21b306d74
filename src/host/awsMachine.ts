import type { Live } from "../core/livePort.ts";

/**
 * The machine whose AWS files and credentials are used. Only the desktop entry has one: in the browser there is no
 * file system, no environment and no socket to AWS, and every user of this port says so instead.
 */
export interface AwsMachine {
  /** The extension host's environment variables, as they are now. */
  environment(): Readonly<Record<string, string | undefined>>;
  /**
   * Absolute paths, with `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` applied; the files may not exist.
   * https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
   */
  files(): { readonly config: string; readonly credentials: string };
  /** For "No AWS profiles found on …". */
  readonly hostName: string;
  /** Loads the room that calls AWS, and with it the SDK, on first use. */
  live(): Promise<Live>;
}
