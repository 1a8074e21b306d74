import { isSettled } from "../readings/settledServices.ts";
import { findPlaceholders } from "../../../core/placeholder.ts";
import { contentSpan } from "../readings/innerSpan.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";
import { resourceArns, resourceKinds, typesOfArn } from "./resourceArns.ts";

export const invalidArnResource: StatementRule = {
  code: "INVALID_ARN_RESOURCE",
  type: "error",
  scope: "statement",
  kinds: resourceKinds,
  title: "ARN of no known resource type",
  why: "The last field of an ARN has the form of one of the service's resource types, such as `role/NAME` or `table/NAME`. An ARN of another form matches nothing. For services whose reference has gaps this is a warning.",
  fix: "Compare the ARN with the resource types of the service in the Service Authorization Reference.",
  source: analyzerCheck("error-invalid-arn-resource"),
  *check(statement, { text, catalogue }) {
    for (const arn of resourceArns(statement)) {
      const { service, resource } = arn.fields;
      if (arn.count < 6 || service === undefined || resource === undefined) continue;
      if (findPlaceholders(arn.text.value).length > 0) continue;
      if (service.value !== service.value.toLowerCase()) continue;
      const types = typesOfArn(catalogue, arn);
      if (types === undefined || types.length > 0) continue;
      yield {
        span: contentSpan(text, arn.text),
        ...(isSettled(service.value) ? {} : { severity: "warning" as const }),
        message: `'${resource.value}' has the form of no resource type of ${service.value} that the catalogue of ${catalogue.date} knows.`,
      };
    }
  },
};
