import type { CancelSignal, Live } from "../core/livePort.ts";
import type { ProxyRules } from "../core/network/proxy.ts";
import type { Plan } from "../core/profiles/model.ts";
import type { SetupDisk } from "../core/setup/model.ts";
import type { SessionAnswer, SessionQuestion } from "../core/sharing/protocol.ts";
import type { AwsFileText, AwsFileWritten } from "./awsFileAccess.ts";

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
  /** Whether a path is the file's own place below the home folder, where no variable leads elsewhere. */
  isUsualPlace(path: string): boolean;
  /** Where a path leads when every symbolic link on it is followed; undefined where there is nothing. */
  realPath(path: string): Promise<string | undefined>;
  /** The text of one of the files as it is on the disk now, byte order mark included. */
  readAwsFile(file: "config" | "credentials"): Promise<AwsFileText>;
  /** Puts `after` in the place of the `before` that was read (undefined: no file), or refuses; never half. */
  writeAwsFile(
    file: "config" | "credentials",
    before: string | undefined,
    after: string,
  ): Promise<AwsFileWritten>;
  /** What the check of the set-up looks at beside the two files. */
  setupDisk(): Promise<SetupDisk>;
  /** Takes the rights of other users to a file or folder away; answers why it could not. */
  setMode(path: string, mode: number): Promise<string | undefined>;
  /** Who decides about proxies here, and by what settings. May hold a proxy's password. */
  proxyRules(): ProxyRules;
  /** The system, as VS Code names it in its settings of terminals. */
  readonly platform: "linux" | "osx" | "windows";
  /** The user's home folder. */
  readonly home: string;
  /** For "No AWS profiles found on …". */
  readonly hostName: string;
  /** Loads the room that calls AWS, and with it the SDK, on first use. */
  live(): Promise<Live>;
  /** Calls once the room is loaded, without loading it. */
  onLive(listener: (live: Live) => void): { dispose(): void };
  /** The id of a session of this plan, whether or not it is held. */
  sessionId(plan: Plan): Promise<string>;
  /** Makes the command `assume-role` in a folder, which runs the file `cli`; answers what to append to PATH. */
  writeLauncher(folder: string, cli: string): Promise<string>;
  /** Listens for programs of this user that ask for a session. `signal` says that the asker has gone. */
  listenForSessions(
    answer: (question: SessionQuestion, signal: CancelSignal) => Promise<SessionAnswer>,
  ): Promise<SessionPlace>;
}

/** Where one asks for sessions, and what one shows there; gone after `dispose`. */
export interface SessionPlace {
  /** Path of a Unix domain socket, name of a pipe on Windows. */
  readonly address: string;
  readonly token: string;
  readonly dispose: () => void;
}
