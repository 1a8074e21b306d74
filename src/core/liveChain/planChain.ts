import { roleArnProblem } from "../arn.ts";
import { chainTo, type RoleConfigSource } from "../openConfig/chain.ts";
import { fillPlaceholdersInJson, findPlaceholders } from "../placeholder.ts";
import { parsePolicy } from "../policy/parse.ts";
import { extendPlan } from "../profiles/plan.ts";
import type { Plan } from "../profiles/model.ts";
import { variableValues } from "../roleConfig/parse.ts";

/** The text of a session policy file by its absolute path, or why it is not sent, in a sentence. */
export type ReadSessionPolicy = (
  path: string,
) => Promise<
  { readonly kind: "text"; readonly text: string } | { readonly kind: "refused"; readonly reason: string }
>;

/**
 * The plan of a whole role config: that of its profile with all its hops at the end. A config that cannot be called as
 * it stands (a placeholder that nothing fills, a hop without a role) is refused with the reason: nothing is guessed,
 * and nothing half-filled is sent.
 */
export async function planChain(
  profilePlan: Plan,
  source: RoleConfigSource,
  readSessionPolicy: ReadSessionPolicy,
): Promise<
  { readonly kind: "plan"; readonly plan: Plan } | { readonly kind: "refused"; readonly reason: string }
> {
  const { config } = source;
  if (config.hops.length === 0) return { kind: "plan", plan: profilePlan };
  const chain = chainTo(source, config.hops.length - 1);
  if (chain === undefined) return refused("A hop names no role.");
  const variables = variableValues(config);
  const hops = [];
  for (const { sessionPolicyFile, ...hop } of chain.hops) {
    const problem = roleArnProblem(hop.roleArn);
    if (problem !== undefined) return refused(problem);
    let { sessionPolicy } = hop;
    if (sessionPolicyFile !== undefined) {
      const read = await readSessionPolicy(sessionPolicyFile);
      if (read.kind === "refused") return read;
      const [broken] = parsePolicy(read.text).problems;
      if (broken !== undefined) return refused(`The session policy ${sessionPolicyFile}: ${broken.message}`);
      sessionPolicy = fillPlaceholdersInJson(read.text, variables);
    }
    const sent = [hop.sessionName, hop.externalId, hop.mfaSerial, hop.sourceIdentity, sessionPolicy];
    const open = sent.flatMap((text) => (text === undefined ? [] : findPlaceholders(text)))[0];
    if (open !== undefined) return refused(`${open.text} is a placeholder that nothing fills.`);
    hops.push({ ...hop, ...(sessionPolicy === undefined ? {} : { sessionPolicy }) });
  }
  return { kind: "plan", plan: extendPlan(profilePlan, hops, chain.origin) };
}

function refused(reason: string): { readonly kind: "refused"; readonly reason: string } {
  return { kind: "refused", reason };
}
