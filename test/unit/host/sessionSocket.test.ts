import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { askEditor, editorPlace, type EditorPlace } from "../../../src/cli/editorSession.ts";
import {
  sharingLimits,
  writeAnswer,
  writeQuestion,
  type SessionAnswer,
  type SessionQuestion,
} from "../../../src/core/sharing/protocol.ts";
import type { SessionPlace } from "../../../src/host/awsMachine.ts";
import { openSessionSocket, type AnswerSession } from "../../../src/host/node/sessionSocket.ts";

const question: SessionQuestion = { want: "held", id: "0123456789abcdef01234567", profile: "dev" };
const session: SessionAnswer = {
  kind: "session",
  keys: {
    accessKeyId: "ASIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    expiration: new Date(Date.now() + 3_600_000).toISOString(),
  },
};
const never = new AbortController().signal;

describe("the socket on which a window shares its sessions", () => {
  let place: SessionPlace | undefined;
  let asked: SessionQuestion[];
  const open = async (answer: AnswerSession = () => Promise.resolve(session), asking = 200) =>
    (place = await openSessionSocket(
      (given, signal) => {
        asked.push(given);
        return answer(given, signal);
      },
      { question: sharingLimits.question, asking },
    ));

  beforeEach(() => {
    asked = [];
  });
  afterEach(() => {
    place?.dispose();
    place = undefined;
  });

  /** Everything that comes back for these bytes, until the other side closes. */
  const send = (address: string, ...chunks: readonly (string | Buffer)[]): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(address);
      let text = "";
      socket.on("data", (chunk) => (text += chunk.toString()));
      socket.on("error", () => undefined);
      socket.once("close", () => {
        resolve(text);
      });
      for (const chunk of chunks) socket.write(chunk);
    });

  it("answers who knows the token", async () => {
    const { address, token } = await open();
    assert.deepEqual(await askEditor({ address, token }, question, never), session);
    assert.deepEqual(asked, [question]);
  });

  it("reads a question that comes in pieces", async () => {
    const { address, token } = await open();
    const line = Buffer.from(writeQuestion({ ...question, profile: "dév" }, token));
    const middle = line.indexOf("é") + 1;
    assert.equal(await send(address, line.subarray(0, middle), line.subarray(middle)), writeAnswer(session));
    assert.equal(asked[0]?.profile, "dév");
  });

  it("is only this user's, has a short path, and is gone afterwards", async () => {
    const { address, dispose } = await open();
    assert.ok(Buffer.byteLength(address) <= 100, address);
    assert.equal(statSync(dirname(address)).mode & 0o777, 0o700);
    assert.equal(statSync(address).mode & 0o777, 0o600);
    const other = await openSessionSocket(() => Promise.resolve(session));
    assert.notEqual(other.address, address);
    assert.notEqual(other.token, place?.token);
    other.dispose();
    dispose();
    assert.equal(existsSync(dirname(address)), false);
  });

  it("goes elsewhere where the runtime folder's path is too long, or cannot be written to", async () => {
    const before = process.env["XDG_RUNTIME_DIR"];
    try {
      for (const folder of [join(tmpdir(), "x".repeat(120)), "/proc"]) {
        process.env["XDG_RUNTIME_DIR"] = folder;
        const { address, dispose } = await openSessionSocket(() => Promise.resolve(session));
        assert.equal(address.startsWith(folder), false);
        dispose();
      }
      const folder = mkdtempSync("/tmp/run-");
      process.env["XDG_RUNTIME_DIR"] = folder;
      const { address, dispose } = await openSessionSocket(() => Promise.resolve(session));
      assert.ok(address.startsWith(`${folder}/`));
      dispose();
      rmSync(folder, { recursive: true });
    } finally {
      if (before === undefined) delete process.env["XDG_RUNTIME_DIR"];
      else process.env["XDG_RUNTIME_DIR"] = before;
    }
  });

  describe("cuts off without a word", () => {
    for (const [what, chunks] of [
      ["a wrong token", [writeQuestion(question, "wrong")]],
      ["no token", [`${JSON.stringify({ version: 1, ...question })}\n`]],
      ["no JSON", ["GET / HTTP/1.1\r\nHost: x\r\n\r\n"]],
      ["bytes of no text", [Buffer.from([0, 255, 254, 10])]],
      ["an empty line", ["\n"]],
      ["a line without an end that is too long", ["x".repeat(sharingLimits.question + 1)]],
    ] as const)
      it(what, async () => {
        const { address } = await open();
        assert.equal(await send(address, ...chunks), "");
        assert.deepEqual(asked, []);
      });

    it("a right question that is too long", async () => {
      const { address, token } = await open();
      const long = { ...question, profile: "x".repeat(sharingLimits.question) };
      assert.equal(await send(address, writeQuestion(long, token)), "");
      assert.deepEqual(asked, []);
    });

    it("more than one question", async () => {
      const { address, token } = await open();
      const line = writeQuestion(question, token);
      assert.equal(await send(address, line + line), "");
      assert.deepEqual(asked, []);
    });

    it("who says more while the answer is made", async () => {
      let aborted = 0;
      const { address, token } = await open(
        (_, signal) =>
          new Promise(() => {
            signal.addEventListener("abort", () => aborted++);
          }),
      );
      const socket = connect(address);
      socket.write(writeQuestion(question, token));
      setTimeout(() => socket.write("more"), 50);
      await new Promise((resolve) => socket.once("close", resolve));
      assert.equal(aborted, 1);
    });

    it("who takes too long, also a byte at a time", async () => {
      const { address } = await open(undefined, 150);
      assert.equal(await send(address), "");
      const started = Date.now();
      const socket = connect(address);
      const drip = setInterval(() => socket.write("x"), 20);
      await new Promise((resolve) => {
        socket.on("error", () => undefined);
        socket.once("close", resolve);
      });
      clearInterval(drip);
      assert.ok(Date.now() - started < 1_500, "the limit is for the whole question");
      assert.deepEqual(asked, []);
    });

    it("who asks what cannot be answered", async () => {
      const { address, token } = await open(() => Promise.reject(new Error("a bug")));
      assert.equal(await send(address, writeQuestion(question, token)), "");
    });
  });

  it("tells who works on the answer that the asker has gone", async () => {
    const gone = new Promise<void>((resolve) => {
      void open((_, signal) => {
        signal.addEventListener("abort", resolve);
        return new Promise(() => undefined);
      }).then(({ address, token }) => {
        const abort = new AbortController();
        void askEditor({ address, token }, { ...question, want: "opened" }, abort.signal);
        setTimeout(() => {
          abort.abort();
        }, 50);
      });
    });
    await gone;
  });

  it("ends what is open when it closes", async () => {
    const { address, token, dispose } = await open(() => new Promise(() => undefined));
    const answer = askEditor({ address, token }, { ...question, want: "opened" }, never);
    setTimeout(dispose, 50);
    assert.equal(await answer, undefined);
  });
});

describe("who asks the window", () => {
  let server: Server | undefined;
  let folder: string;
  const listening = async (onLine: (socket: Socket) => void): Promise<EditorPlace> => {
    const address = join(folder, "s");
    server = createServer(onLine);
    await new Promise<void>((resolve) => server?.listen(address, resolve));
    return { address, token: "token" };
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "asks-"));
  });
  afterEach(() => {
    server?.close();
    server = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  it("needs an address and a token", () => {
    assert.deepEqual(editorPlace({ ASSUME_ROLE_SOCKET: "/s", ASSUME_ROLE_TOKEN: "t" }), {
      address: "/s",
      token: "t",
    });
    assert.equal(editorPlace({ ASSUME_ROLE_SOCKET: "/s" }), undefined);
    assert.equal(editorPlace({ ASSUME_ROLE_SOCKET: "", ASSUME_ROLE_TOKEN: "t" }), undefined);
  });

  it("goes on within 200 ms where the window is gone", async () => {
    const started = Date.now();
    const nowhere = { address: join(folder, "gone"), token: "token" };
    assert.equal(await askEditor(nowhere, question, never), undefined);
    const { address } = await openSessionSocket(() => Promise.resolve(session)).then((place) => {
      place.dispose();
      return place;
    });
    assert.equal(await askEditor({ address, token: "token" }, question, never), undefined);
    assert.ok(Date.now() - started < 2 * sharingLimits.connecting, `${Date.now() - started} ms`);
  });

  it("goes on where the window hangs", async () => {
    const place = await listening(() => undefined);
    const started = Date.now();
    assert.equal(await askEditor(place, question, never), undefined);
    const took = Date.now() - started;
    assert.ok(took >= sharingLimits.looking - 50 && took < 3 * sharingLimits.looking, `${took} ms`);
  });

  for (const [what, bytes] of [
    ["another answer", "HTTP/1.1 400 Bad Request\r\n\r\n"],
    ["too long an answer", "x".repeat(sharingLimits.answer + 1)],
    ["half an answer", '{"kind":"none"'],
    ["no answer", ""],
  ] as const)
    it(`goes on after ${what}`, async () => {
      const place = await listening((socket) => {
        socket.on("error", () => undefined);
        socket.end(bytes);
      });
      assert.equal(await askEditor(place, question, never), undefined);
    });

  it("stops asking when it is told to", async () => {
    const place = await listening(() => undefined);
    const abort = new AbortController();
    const answer = askEditor(place, { ...question, want: "opened" }, abort.signal);
    setTimeout(() => {
      abort.abort();
    }, 50);
    assert.equal(await answer, undefined);
  });
});
