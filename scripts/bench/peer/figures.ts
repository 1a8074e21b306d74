import { PeerServer } from "./languageServer.ts";

/** What the peer needs for a document of 200 statements, in milliseconds and MiB. */
export interface PeerFigures {
  readonly keystroke: number;
  readonly completion: number;
  readonly hover: number;
  readonly memory: number;
  /** True for what was measured beside our own figures; false for what was measured before, on a machine like this. */
  readonly inThisRun: boolean;
}

const measuredBefore: PeerFigures = {
  keystroke: 1_050,
  completion: 980,
  hover: 1.9,
  memory: 114,
  inThisRun: false,
};

const uri = "file:///bench.iam-policy.json";

/** `typed` gives the document after so many keystrokes, with a place in an action of it. */
export async function peerFigures(
  typed: (round: number) => { readonly text: string; readonly line: number; readonly character: number },
): Promise<PeerFigures> {
  const server = await PeerServer.start();
  if (server === undefined) return measuredBefore;
  try {
    const opened = server.next("textDocument/publishDiagnostics");
    server.tell("textDocument/didOpen", {
      textDocument: { uri, languageId: "json", version: 0, text: typed(0).text },
    });
    await opened;
    const rounds = [1, 2, 3, 4, 5];
    const keystroke = await median(server, rounds, async (round) => {
      const diagnosed = server.next("textDocument/publishDiagnostics");
      change(server, round, typed(round).text);
      await diagnosed;
    });
    const at = (round: number) => {
      const { line, character } = typed(round);
      return { textDocument: { uri }, position: { line, character } };
    };
    const completion = await median(server, rounds, (round) => {
      change(server, 10 + round, typed(10 + round).text);
      return server.ask("textDocument/completion", at(10 + round));
    });
    const hover = await median(server, rounds, () => server.ask("textDocument/hover", at(15)));
    const memory = server.residentMebibytes() ?? measuredBefore.memory;
    return { keystroke, completion, hover, memory, inThisRun: true };
  } finally {
    server.stop();
  }
}

function change(server: PeerServer, version: number, text: string): void {
  server.tell("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ text }],
  });
}

/** Waits until what was asked before is done: the server answers in order. */
async function quiet(server: PeerServer): Promise<void> {
  const end = performance.now() + 10_000;
  for (let took = Infinity; took > 20 && performance.now() < end;) {
    const start = performance.now();
    await server.ask("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 0 } });
    took = performance.now() - start;
  }
}

/** Each round begins when the server is done with the one before. */
async function median(
  server: PeerServer,
  rounds: readonly number[],
  work: (round: number) => Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  for (const round of rounds) {
    await quiet(server);
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] ?? 0;
}
