import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { Catalogue } from "../../src/core/catalogue/catalogue.ts";
import { LineIndex } from "../../src/core/text/lineIndex.ts";
import { completePolicy } from "../../src/language/completion/complete.ts";
import { PolicyDiagnosis } from "../../src/language/diagnostics/diagnose.ts";
import { hoverPolicy } from "../../src/language/hover/hover.ts";
import { noFacts } from "../../src/language/workspaceFacts.ts";
import { outFolder, root } from "../repository.ts";
import { peerFigures } from "./peer/figures.ts";
import type { BenchRow } from "./row.ts";

const rounds = 30;

/**
 * The same document, 200 statements with 5 actions each, and the same questions, for us and for the closest peer in one
 * run where the peer is there; else beside what was measured of it before, and the row says so.
 */
export async function benchBesidePeer(): Promise<BenchRow[]> {
  const catalogue = await Catalogue.open({ read: (name) => readFile(join(root, "data", name), "utf8") });
  const diagnosis = new PolicyDiagnosis(catalogue);
  const peer = await peerFigures(typed);
  const note = peer.inThisRun ? "peer in this run" : "peer measured before";
  const text = typed(0).text;
  const middle = text.length >> 1;
  const offset = text.indexOf("s3:GetObject", middle) + "s3:Get".length;
  const request = (round: number) => ({
    kind: "identity" as const,
    text: typed(round).text,
    offset: offset + (round === 0 ? 0 : String(round).length),
    facts: noFacts,
  });
  await diagnosis.load(text, "identity");
  return [
    {
      name: "keystroke → diagnostics, 200 statements × 5 actions",
      ours: await median(async (round) => {
        const changed = typed(round + 1).text;
        const findings = await diagnosis.load(changed, "identity");
        const lines = new LineIndex(changed);
        return findings.map(({ span, message }) => ({ range: lines.range(span), message }));
      }),
      bar: 25,
      peer: peer.keystroke,
      unit: "ms",
      note,
    },
    {
      name: "completion of an action right after a keystroke there",
      ours: await median((round) => completePolicy(catalogue, request(round + 1))),
      bar: 5,
      peer: peer.completion,
      unit: "ms",
      note,
    },
    {
      name: "hover there",
      ours: await median((round) => hoverPolicy(catalogue, request(round + 1))),
      bar: 2,
      peer: peer.hover,
      unit: "ms",
      note,
    },
    {
      name: "memory of a process with that document (resident)",
      ours: await ownMemory(text),
      peer: peer.memory,
      unit: "MiB",
      note,
    },
  ];
}

/** The document after some keystrokes in the Sid of its first statement, and a place in an action in its middle. */
function typed(round: number): { text: string; line: number; character: number } {
  const Statement = Array.from({ length: 200 }, (_, index) => ({
    Sid: `Statement${index}${index === 0 && round > 0 ? round : ""}`,
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject", "ec2:DescribeInstances", "iam:PassRole", "sts:AssumeRole"],
    Resource: [`arn:aws:s3:::bucket-${index}`, `arn:aws:s3:::bucket-${index}/*`],
  }));
  const text = JSON.stringify({ Version: "2012-10-17", Statement }, null, 2);
  const offset = text.indexOf("s3:GetObject", text.length >> 1) + "s3:Get".length;
  return { text, ...new LineIndex(text).position(offset) };
}

/** Of a process that does the same as the peer's did. */
async function ownMemory(text: string): Promise<number> {
  const folder = join(outFolder, "bench");
  mkdirSync(folder, { recursive: true });
  const bundle = join(folder, "ours.cjs");
  const document = join(folder, "policy.json");
  writeFileSync(document, text);
  await build({
    entryPoints: [join(root, "scripts/bench/peer/ours.ts")],
    bundle: true,
    platform: "node",
    mainFields: ["module", "main"],
    outfile: bundle,
    logLevel: "error",
  });
  const { stdout } = await promisify(execFile)(process.execPath, [bundle, join(root, "data"), document]);
  return Number(stdout);
}

async function median(work: (round: number) => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < 10; warm++) await work(warm);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[rounds >> 1] ?? 0;
}
