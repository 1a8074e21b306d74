import { startMoto, type Moto } from "../servers/moto.ts";
import { startRadosgw, type Radosgw } from "../servers/radosgw.ts";

let running: { readonly radosgw: Radosgw; readonly moto: Moto } | undefined;

/** The servers of this test run, started once before the first test. */
export function servers(): { readonly radosgw: Radosgw; readonly moto: Moto } {
  if (running === undefined) throw new Error("the servers are started by mocha's global set-up");
  return running;
}

export async function mochaGlobalSetup(): Promise<void> {
  // The SDK's notice about future Node releases; the clients that set the servers up would print it.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  const say = (line: string): void => {
    console.log(line);
  };
  const [radosgw, moto] = await Promise.allSettled([startRadosgw({ say }), startMoto({ say })]);
  if (radosgw.status === "fulfilled" && moto.status === "fulfilled") {
    running = { radosgw: radosgw.value, moto: moto.value };
    return;
  }
  // mocha ends here without a teardown: the one that runs would be left.
  const reasons: string[] = [];
  for (const outcome of [radosgw, moto]) {
    if (outcome.status === "fulfilled") await outcome.value.stop();
    else reasons.push(String(outcome.reason));
  }
  throw new Error(["A server of the live tests did not start.", ...reasons].join("\n"));
}

export async function mochaGlobalTeardown(): Promise<void> {
  await Promise.all([running?.radosgw.stop(), running?.moto.stop()]);
}
