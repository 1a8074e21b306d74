import { fromHttp } from "@aws-sdk/credential-providers";
import { sendWithin } from "../call.ts";
import { credentialsFrom, type Credentials } from "../credentials.ts";
import type { Run } from "../run.ts";
import { sourceFailure, type Given } from "./given.ts";

/**
 * The role of an ECS task or EKS pod, over the address that the environment names.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export async function containerCredentials(run: Run): Promise<Given<Credentials>> {
  const { env } = process;
  if (!env["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] && !env["AWS_CONTAINER_CREDENTIALS_FULL_URI"])
    return sourceFailure("ContainerUriMissing");
  run.redactor.learn(env["AWS_CONTAINER_AUTHORIZATION_TOKEN"]);
  const started = Date.now();
  // The provider throws at once for an address it does not allow, so it is made inside.
  const sent = await sendWithin(run, "container credentials", run.limits.call, async () =>
    fromHttp({ timeout: 1_000, maxRetries: 1, logger: run.sdkLogger })(),
  );
  if (sent.kind === "cancelled") return sent;
  run.log(
    sent.kind === "ok" ? "info" : "warning",
    `container credentials ${sent.kind} ${Date.now() - started} ms`,
  );
  if (sent.kind === "ok") {
    const credentials = credentialsFrom(sent.output);
    return credentials === undefined
      ? sourceFailure("ContainerCredentialsAnswer")
      : { kind: "ok", value: credentials };
  }
  const message = sent.error instanceof Error ? sent.error.message : "";
  if (message.startsWith("URL not accepted") || message.includes("Invalid URL"))
    return sourceFailure("ContainerUriRefused");
  const status = /responded with status: (\d{3})/.exec(message)?.[1];
  if (status !== undefined)
    return sourceFailure("ContainerCredentialsRefused", { httpStatus: Number(status) });
  const errno = /\b(E[A-Z]{4,})\b/.exec(message)?.[1];
  if (sent.timedOut || errno !== undefined || /Timeout/i.test(message))
    return sourceFailure("ContainerCredentialsUnreachable", errno === undefined ? {} : { errno });
  return sourceFailure("ContainerCredentialsAnswer");
}
