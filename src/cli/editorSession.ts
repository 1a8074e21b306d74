import { connect } from "node:net";
import type { CancelSignal } from "../core/livePort.ts";
import type { Environment } from "../core/profiles/model.ts";
import { given } from "../core/profiles/setting.ts";
import {
  readAnswer,
  sharingLimits,
  socketVariable,
  tokenVariable,
  writeQuestion,
  type SessionAnswer,
  type SessionQuestion,
} from "../core/sharing/protocol.ts";

/** Where the window listens in whose terminal we were started. */
export interface EditorPlace {
  readonly address: string;
  readonly token: string;
}

/** Undefined outside of such a terminal, or where the window shares nothing. */
export function editorPlace(environment: Environment): EditorPlace | undefined {
  const address = given(environment, socketVariable);
  const token = given(environment, tokenVariable);
  return address === undefined || token === undefined ? undefined : { address, token };
}

/**
 * Asks the window. Undefined, and quickly so, where there is none any more, where it hangs, or where it answers
 * something else than an answer: the caller then goes its own way.
 */
export function askEditor(
  { address, token }: EditorPlace,
  question: SessionQuestion,
  signal: CancelSignal,
): Promise<SessionAnswer | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const chunks: Buffer[] = [];
    let length = 0;
    let timer = setTimeout(giveUp, sharingLimits.connecting);
    signal.addEventListener("abort", giveUp);
    socket.once("connect", () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, question.want === "held" ? sharingLimits.looking : sharingLimits.opening);
      socket.write(writeQuestion(question, token));
    });
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > sharingLimits.answer) giveUp();
      else if (chunk.includes("\n")) finish(readAnswer(Buffer.concat(chunks).toString("utf8"), Date.now()));
    });
    socket.on("error", giveUp);
    socket.once("close", giveUp);

    function giveUp(): void {
      finish(undefined);
    }

    function finish(answer: SessionAnswer | undefined): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
      socket.destroy();
      resolve(answer);
    }
  });
}
