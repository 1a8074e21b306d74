import { readAwsFile, writeAwsFile } from "../../../../src/host/node/awsFileWriter.ts";
import { texts } from "./killTexts.ts";

/** Writes one of two texts after the other to the file of its argument, until it is killed. */
async function main(path: string): Promise<void> {
  const read = readAwsFile(path);
  if (read.kind !== "text") throw new Error(read.message);
  let now = read.text;
  process.stdout.write("writing\n");
  for (;;) {
    const next = now === texts[0] ? texts[1] : texts[0];
    const written = await writeAwsFile(path, now, next, 0);
    if (written.kind === "refused") throw new Error(written.message);
    now = next;
  }
}

void main(process.argv[2] ?? "");
