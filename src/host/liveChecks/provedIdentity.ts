import type { Step } from "../../core/livePort.ts";
import type { Plan } from "../../core/profiles/model.ts";

/**
 * The ARN that the steps of a run prove of the run's profile: of the session of the role that the profile assumes
 * (`roleArn`), also where the run went on to other roles or was refused there; else of the first credentials.
 */
export function provedIdentity(
  roleArn: string | undefined,
  plan: Plan,
  steps: readonly Step[],
): string | undefined {
  const arns = steps.map((step) => {
    switch (step.kind) {
      case "source":
        return roleArn === undefined ? step.identity?.arn : undefined;
      case "hop":
        return step.hop.roleArn === roleArn ? step.outcome.arn : undefined;
      case "reusedSession":
        return plan.hops.at(-1)?.roleArn === roleArn ? step.outcome.arn : undefined;
      default:
        return undefined;
    }
  });
  return arns.findLast((arn) => arn !== undefined);
}
