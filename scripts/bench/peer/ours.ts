import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Catalogue } from "../../../src/core/catalogue/catalogue.ts";
import { completePolicy } from "../../../src/language/completion/complete.ts";
import { PolicyDiagnosis } from "../../../src/language/diagnostics/diagnose.ts";
import { hoverPolicy } from "../../../src/language/hover/hover.ts";
import { noFacts } from "../../../src/language/workspaceFacts.ts";

/**
 * What our side holds after one document was opened, completed and hovered in: run as a bundle in a process of its own,
 * as the peer is. `data` and the document come as arguments; the answer is the memory in MiB.
 */
async function main([data = "", document = ""]: readonly string[]): Promise<void> {
  const catalogue = await Catalogue.open({ read: (name) => readFile(join(data, name), "utf8") });
  const text = await readFile(document, "utf8");
  const offset = text.indexOf("s3:GetObject", text.length >> 1) + 5;
  const request = { kind: "identity" as const, text, offset, facts: noFacts };
  const diagnosis = new PolicyDiagnosis(catalogue);
  await diagnosis.load(text, "identity");
  await completePolicy(catalogue, request);
  await hoverPolicy(catalogue, request);
  await diagnosis.load(`${text} `, "identity");
  console.log(process.memoryUsage().rss / 2 ** 20);
}

void main(process.argv.slice(2));
