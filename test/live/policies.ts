import type { PolicyDocument } from "../servers/radosgw.ts";

/** A trust policy of one statement. */
export function trust(principal: unknown, condition?: object): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: principal,
        Action: "sts:AssumeRole",
        ...(condition === undefined ? {} : { Condition: condition }),
      },
    ],
  };
}

/** An identity policy of one Allow. */
export function permit(
  action: string | readonly string[],
  resource: string | readonly string[],
): PolicyDocument {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: resource }] };
}
