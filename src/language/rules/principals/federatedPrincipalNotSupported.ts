import { principalElements } from "../readings/statement.ts";
import { analyzerCheck, type StatementRule } from "../rule.ts";

export const federatedPrincipalNotSupported: StatementRule = {
  code: "FEDERATED_PRINCIPAL_NOT_SUPPORTED",
  type: "error",
  scope: "statement",
  kinds: ["bucket"],
  title: "Federated principal in a bucket policy",
  why: "Identity providers stand in trust policies of roles. In a policy on another resource they name nobody.",
  fix: "Name the role that the federated users assume.",
  source: analyzerCheck("error-federated-principal-not-supported"),
  *check(statement) {
    for (const { element } of principalElements(statement)) {
      for (const { type } of element.entries) {
        if (type.value !== "Federated") continue;
        yield {
          span: type.span,
          message: "Identity providers stand only in trust policies: name the role that their users assume.",
        };
      }
    }
  },
};
