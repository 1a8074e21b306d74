import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CancelSignal } from "../../core/livePort.ts";
import {
  readQuestion,
  sharingLimits,
  writeAnswer,
  type SessionAnswer,
  type SessionQuestion,
} from "../../core/sharing/protocol.ts";
import type { SessionPlace } from "../awsMachine.ts";

/** `signal` says that the asker has gone. */
export type AnswerSession = (question: SessionQuestion, signal: CancelSignal) => Promise<SessionAnswer>;

/** Bytes of a question, and milliseconds until it is complete. */
type Limits = Readonly<Record<"question" | "asking", number>>;

/** What a Unix domain socket's path may have on every system: macOS allows 103 bytes, Linux 107. */
const LONGEST_PATH = 100;

const MOST_CONNECTIONS = 32;

/**
 * Listens on a socket that only this user can open: in a folder of its own of mode 0700, on Windows a named pipe with a
 * name that cannot be guessed. Who does not know the token, asks for too long or for something else is cut off without
 * a word.
 */
export async function openSessionSocket(
  answer: AnswerSession,
  limits: Limits = sharingLimits,
): Promise<SessionPlace> {
  const token = randomBytes(32).toString("base64url");
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    converse(socket, token, answer, limits);
  });
  server.maxConnections = MOST_CONNECTIONS;
  const { address, remove } = await listen(server);
  process.once("exit", remove);
  return {
    address,
    token,
    dispose: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      process.off("exit", remove);
      remove();
    },
  };
}

/** One question and its answer. */
function converse(socket: Socket, token: string, answer: AnswerSession, limits: Limits): void {
  const abort = new AbortController();
  const chunks: Buffer[] = [];
  let length = 0;
  let asked = false;
  const tooLate = setTimeout(() => socket.destroy(), limits.asking);
  socket.once("close", () => {
    clearTimeout(tooLate);
    abort.abort();
  });
  // A peer that breaks off is no error of ours; "close" follows.
  socket.on("error", () => undefined);
  socket.on("data", (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    const end = chunk.indexOf("\n");
    if (asked || length > limits.question || (end >= 0 && end < chunk.length - 1)) {
      socket.destroy();
      return;
    }
    if (end < 0) return;
    asked = true;
    clearTimeout(tooLate);
    const read = readQuestion(Buffer.concat(chunks).toString("utf8"));
    if (read === undefined || !isSame(read.token, token)) {
      socket.destroy();
      return;
    }
    answer(read.question, abort.signal).then(
      (said) => socket.end(writeAnswer(said)),
      () => socket.destroy(),
    );
  });
}

/** Takes as long for a wrong token as for a right one; digests, since the lengths must be equal. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

async function listen(server: Server): Promise<{ address: string; remove: () => void }> {
  if (process.platform === "win32") {
    const address = String.raw`\\.\pipe\assume-role-` + randomBytes(16).toString("hex");
    await listenAt(server, address);
    return { address, remove: () => undefined };
  }
  const folder = ownFolder();
  const address = join(folder, "s");
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await listenAt(server, address);
    chmodSync(address, 0o600);
  } catch (error) {
    remove();
    throw error;
  }
  return { address, remove };
}

function listenAt(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, () => {
      server.off("error", reject);
      // Nobody is told of a connection that could not be taken but who asks, who goes on without.
      server.on("error", () => undefined);
      resolve();
    });
  });
}

/** A fresh folder of mode 0700, in the first place whose path is short enough and that can be written to. */
function ownFolder(): string {
  const places = [process.env["XDG_RUNTIME_DIR"], tmpdir(), "/tmp"];
  let refused: unknown;
  for (const place of places) {
    if (place === undefined || place === "") continue;
    const prefix = join(place, "assume-role-");
    if (Buffer.byteLength(`${prefix}XXXXXX/s`) > LONGEST_PATH) continue;
    try {
      return mkdtempSync(prefix);
    } catch (error) {
      refused = error;
    }
  }
  throw refused instanceof Error ? refused : new Error("There is no folder for a socket.");
}
