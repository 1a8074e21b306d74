import assert from "node:assert/strict";
import { connect } from "node:net";
import { request } from "node:http";
import {
  serveCredentials,
  type CredentialsServer,
  type ServedKeys,
} from "../../../src/cli/credentialsServer.ts";
import { renewedKeys } from "../../../src/cli/renewedKeys.ts";
import type { ProfileSession } from "../../../src/cli/profileSession.ts";
import type { SessionKeys } from "../../../src/core/livePort.ts";
import type { Plan } from "../../../src/core/profiles/model.ts";

const minutes = 60_000;
const keysFor = (milliseconds: number, accessKeyId = "ASIAIOSFODNN7EXAMPLE"): SessionKeys => ({
  accessKeyId,
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  sessionToken: "AQoDYXdzEJrEXAMPLE",
  expiration: new Date(Date.now() + milliseconds).toISOString(),
});

describe("a session served to a program", () => {
  let server: CredentialsServer;
  let served: ServedKeys;
  let asked: number;

  beforeEach(async () => {
    asked = 0;
    served = { kind: "keys", keys: keysFor(60 * minutes) };
    server = await serveCredentials(() => {
      asked++;
      return Promise.resolve(served);
    });
  });
  afterEach(() => {
    server.close();
  });

  const get = (
    headers: Readonly<Record<string, string>>,
    method = "GET",
    path = "/",
  ): Promise<{ status: number; body: unknown }> =>
    new Promise((resolve, reject) => {
      request(new URL(path, server.uri), { headers, method }, (response) => {
        let text = "";
        response.on("data", (chunk) => (text += String(chunk)));
        response.on("end", () => {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
        });
      })
        .on("error", reject)
        .end();
    });

  it("is answered as a container's endpoint answers, to who has the token", async () => {
    const { status, body } = await get({ authorization: server.token });
    const keys = served.kind === "keys" ? served.keys : undefined;
    assert.deepEqual(
      [status, body],
      [
        200,
        {
          AccessKeyId: keys?.accessKeyId,
          SecretAccessKey: keys?.secretAccessKey,
          Token: keys?.sessionToken,
          Expiration: keys?.expiration,
        },
      ],
    );
    assert.match(server.uri, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it("is refused to everybody else", async () => {
    const { token } = server;
    for (const [headers, method, path, status] of [
      [{}, "GET", "/", 403],
      [{ authorization: `${token}x` }, "GET", "/", 403],
      [{ authorization: `Bearer ${token}` }, "GET", "/", 403],
      // A page of a browser that a name server led to this machine.
      [{ authorization: token, host: "example.com" }, "GET", "/", 403],
      [{ authorization: token }, "POST", "/", 404],
      [{ authorization: token }, "GET", "/other", 404],
    ] as const) {
      const answer = await get(headers, method, path);
      assert.equal(answer.status, status, `${JSON.stringify(headers)} ${method} ${path}`);
      assert.doesNotMatch(JSON.stringify(answer.body), /AccessKeyId|wJalr/);
    }
    assert.equal(asked, 0);
  });

  it("is told why there is none", async () => {
    served = { kind: "none", message: "AWS denied it." };
    assert.deepEqual(await get({ authorization: server.token }), {
      status: 500,
      body: { code: "CredentialsUnavailable", message: "AWS denied it." },
    });
  });

  it("waits for nobody who takes too long, and reads no endless head", async () => {
    const port = Number(new URL(server.uri).port);
    const closed = (send: (socket: ReturnType<typeof connect>) => void): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect(port, "127.0.0.1");
        let text = "";
        socket.on("data", (chunk) => (text += String(chunk)));
        socket.on("error", () => undefined);
        socket.once("close", () => {
          resolve(text);
        });
        send(socket);
      });
    assert.match(
      await closed((socket) => socket.write(`GET / HTTP/1.1\r\nX: ${"x".repeat(20_000)}`)),
      /^HTTP\/1\.1 431 /,
    );
    assert.match(await closed((socket) => socket.write("no http at all\r\n\r\n")), /^HTTP\/1\.1 400 /);
    assert.equal(asked, 0);
  });

  it("ends with the program", async () => {
    server.close();
    await assert.rejects(get({ authorization: server.token }), /ECONNREFUSED/);
  });
});

describe("keys that are renewed", () => {
  const session = (keys: SessionKeys): ProfileSession => ({
    kind: "session",
    keys,
    plan: {} as Plan,
    lines: [],
  });

  it("stay while they last, and are renewed once for all who ask", async () => {
    let renewals = 0;
    const renew = async (): Promise<ProfileSession> => {
      renewals++;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return session(keysFor(60 * minutes, "ASIAI44QH8DHBEXAMPLE"));
    };
    assert.equal((await renewedKeys(keysFor(6 * minutes), renew)()).kind, "keys");
    assert.equal(renewals, 0);
    const next = renewedKeys(keysFor(4 * minutes), renew);
    const answers = [...(await Promise.all([next(), next()])), await next()];
    assert.deepEqual(
      answers.map((answer) => (answer.kind === "keys" ? answer.keys.accessKeyId : answer.message)),
      Array(3).fill("ASIAI44QH8DHBEXAMPLE"),
    );
    assert.equal(renewals, 1);
  });

  it("are good until their end where they cannot be renewed, and no longer", async () => {
    const renew = (): Promise<ProfileSession> =>
      Promise.resolve({ kind: "ended", lines: ["AWS denied it."] });
    assert.equal((await renewedKeys(keysFor(4 * minutes), renew)()).kind, "keys");
    assert.deepEqual(await renewedKeys(keysFor(-1), renew)(), { kind: "none", message: "AWS denied it." });
  });
});
