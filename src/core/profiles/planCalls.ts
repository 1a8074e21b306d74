import type { Endpoint, Plan } from "./model.ts";

/**
 * What a plan sends and where, as one text: equal for plans that make the same calls, whatever words they are told in.
 * A session is kept by it, and the user's word is asked for once. A tag may have the name of one of those words.
 */
export function planCalls(plan: Plan): string {
  return JSON.stringify({
    ...plan,
    notes: undefined,
    differences: undefined,
    hops: plan.hops.map((hop) => ({ ...hop, from: undefined, sts: place(hop.sts) })),
    sts: place(plan.sts),
    s3: place(plan.s3),
    iam: place(plan.iam),
    caBundle: plan.caBundle?.path,
  });
}

function place({ region, url }: Endpoint): Pick<Endpoint, "region" | "url"> {
  return url === undefined ? { region } : { region, url };
}
