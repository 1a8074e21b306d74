import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../repository.ts";

/**
 * The closest peer, https://github.com/mbarneyjr/aws-iam-language-server (MIT), where its sources and its packages
 * stand: they are put there by hand (`git clone`, `npm install`), since the registry does not have it.
 */
const folder = join(root, ".vscode-test/aws-iam-language-server");

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** A language server in a process of its own, spoken to over its standard input and output. */
export class PeerServer {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number | string, (message: Message) => void>();
  #received = Buffer.alloc(0);
  #next = 1;

  private constructor(process: ChildProcess) {
    this.#process = process;
    process.stdout?.on("data", (chunk: Buffer) => {
      this.#read(chunk);
    });
  }

  /** Undefined where the peer is not there. */
  static async start(): Promise<PeerServer | undefined> {
    const entry = join(folder, "src/server.ts");
    if (!existsSync(entry) || !existsSync(join(folder, "node_modules"))) return undefined;
    const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const server = new PeerServer(
      spawn(process.execPath, ["--import", loader, entry, "--stdio"], {
        cwd: folder,
        stdio: ["pipe", "pipe", "ignore"],
      }),
    );
    await server.ask("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
    server.tell("initialized", {});
    return server;
  }

  ask(method: string, params: unknown): Promise<unknown> {
    const id = this.#next++;
    const answer = new Promise<unknown>((resolve) => {
      this.#waiting.set(id, ({ result }) => {
        resolve(result);
      });
    });
    this.#write({ id, method, params });
    return answer;
  }

  tell(method: string, params: unknown): void {
    this.#write({ method, params });
  }

  /** The next message of this method that the server sends by itself. */
  next(method: string): Promise<unknown> {
    return new Promise((resolve) => {
      this.#waiting.set(method, ({ params }) => {
        resolve(params);
      });
    });
  }

  /** Memory of the process that stays in the machine, MiB; undefined where the system does not say. */
  residentMebibytes(): number | undefined {
    return residentMebibytes(this.#process.pid);
  }

  stop(): void {
    this.#process.kill();
  }

  #write(message: Message): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#process.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const head = this.#received.indexOf("\r\n\r\n");
      if (head === -1) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString("latin1", 0, head))?.[1]);
      const end = head + 4 + length;
      if (this.#received.length < end) return;
      const message = JSON.parse(this.#received.toString("utf8", head + 4, end)) as Message;
      this.#received = this.#received.subarray(end);
      // A question of the server needs an answer, whatever it is; ours have an id of their own.
      if (message.method !== undefined && message.id !== undefined) {
        this.#process.stdin?.write(emptyAnswer(message.id));
      }
      const key = message.method ?? message.id ?? 0;
      const waiting = this.#waiting.get(key);
      this.#waiting.delete(key);
      waiting?.(message);
    }
  }
}

function emptyAnswer(id: number): string {
  const body = JSON.stringify({ jsonrpc: "2.0", id, result: null });
  return `Content-Length: ${body.length}\r\n\r\n${body}`;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
export function residentMebibytes(pid: number | undefined): number | undefined {
  const file = `/proc/${pid ?? 0}/status`;
  if (!existsSync(file)) return undefined;
  const kibibytes = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(file, "utf8"))?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
}
