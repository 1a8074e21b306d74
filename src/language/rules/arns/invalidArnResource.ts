import type { Catalogue } from "../../../core/catalogue/catalogue.ts";
import { editDistance } from "../../../core/catalogue/nearNames.ts";
import { findPlaceholders } from "../../../core/placeholder.ts";
import { replaceText } from "../../fixes/listEdits.ts";
import { innerSpan, contentSpan } from "../readings/innerSpan.ts";
import { isSettled } from "../readings/settledServices.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { resourceArns, resourceKinds, typesOfArn } from "./resourceArns.ts";

export const invalidArnResource: StatementRule = {
  code: "INVALID_ARN_RESOURCE",
  type: "error",
  scope: "statement",
  kinds: resourceKinds,
  title: "ARN of no known resource type",
  why: "The last field of an ARN has the form of one of the service's resource types, such as `role/NAME` or `table/NAME`. An ARN of another form matches nothing. For services whose reference has gaps this is a warning where a known type is near, else a suggestion.",
  fix: "Compare the ARN with the resource types of the service in the Service Authorization Reference.",
  source: analyzerCheck("error-invalid-arn-resource"),
  *check(statement, { text, catalogue }) {
    for (const arn of resourceArns(statement)) {
      const { service, resource } = arn.fields;
      if (arn.count < 6 || service === undefined || resource === undefined) continue;
      if (findPlaceholders(arn.text.value).length > 0 || service.value !== service.value.toLowerCase())
        continue;
      const types = typesOfArn(catalogue, arn);
      if (types === undefined || types.length > 0) continue;
      const head = headOf(resource.value);
      const meant = nearHead(catalogue, service.value, head);
      const span = innerSpan(text, arn.text, resource.start, resource.start + head.length);
      const settled = isSettled(service.value);
      yield {
        span: contentSpan(text, arn.text),
        message:
          meant === undefined
            ? `'${resource.value}' has the form of no resource type of ${service.value} that the catalogue of ${catalogue.date} knows.`
            : `${service.value} has no resource '${head}': did you mean ${meant}?`,
        ...(settled
          ? {}
          : { severity: meant === undefined ? ("suggestion" as const) : ("warning" as const) }),
        fixes:
          service.value === "s3" && resource.value.endsWith("/")
            ? [
                {
                  title: "Add * for every object there",
                  edits: [replaceText(arn.text, `${arn.text.value}*`)],
                  safe: false,
                },
              ]
            : meant === undefined || span === arn.text.span
              ? []
              : [{ title: `Change to ${meant}`, edits: [{ span, newText: meant }], safe: false }],
      };
    }
  },
};

/** The word before the first slash or colon. */
function headOf(resource: string): string {
  return resource.split(/[/:]/, 1)[0] ?? "";
}

/** A type of the service that is written like the word but for case, hyphens, or two letters. */
function nearHead(catalogue: Catalogue, service: string, word: string): string | undefined {
  if (word.length < 3 || /[*?$]/.test(word)) return undefined;
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, "");
  for (const prefix of catalogue.servicesOfArn(service)) {
    for (const { arnFormats } of catalogue.loadedService(prefix)?.resourceTypes ?? []) {
      for (const format of arnFormats) {
        const head = headOf(format.split(":").slice(5).join(":"));
        if (head === "" || head.includes("$") || head === word) continue;
        const most = Math.min(head.length, word.length) < 6 ? 1 : 2;
        if (editDistance(plain(word), plain(head), most) <= most) return head;
      }
    }
  }
  return undefined;
}
