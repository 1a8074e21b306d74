import { fromInstanceMetadata } from "@aws-sdk/credential-providers";
import { sendWithin } from "../call.ts";
import { credentialsFrom, type Credentials } from "../credentials.ts";
import type { Run } from "../run.ts";
import { errnoOf, statusOf } from "../errorParts.ts";
import { sourceFailure, type Given } from "./given.ts";

/**
 * The role of the EC2 instance, over the metadata service (IMDSv2). The SDK gives each request its own second and
 * takes no signal: after a cancel it may still finish its few requests to the link-local address, unheard.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
 */
export async function instanceCredentials(run: Run): Promise<Given<Credentials>> {
  if (process.env["AWS_EC2_METADATA_DISABLED"]?.toLowerCase() === "true")
    return sourceFailure("InstanceMetadataDisabled");
  const started = Date.now();
  const sent = await sendWithin(run, "EC2 instance metadata", run.limits.call, () =>
    fromInstanceMetadata({ timeout: 1_000, maxRetries: 1, logger: run.sdkLogger })(),
  );
  if (sent.kind === "cancelled") return sent;
  run.log(
    sent.kind === "ok" ? "info" : "warning",
    `EC2 instance metadata ${sent.kind} ${Date.now() - started} ms`,
  );
  if (sent.kind === "ok") {
    const credentials = credentialsFrom(sent.output);
    return credentials === undefined
      ? sourceFailure("InstanceMetadataAnswer")
      : { kind: "ok", value: credentials };
  }
  const status = statusOf(sent.error);
  if (status === 404) return sourceFailure("InstanceMetadataNoRole", { httpStatus: status });
  if (status !== undefined) return sourceFailure("InstanceMetadataAnswer", { httpStatus: status });
  const errno = errnoOf(sent.error);
  const silent =
    sent.timedOut ||
    errno !== undefined ||
    (sent.error instanceof Error && sent.error.message.includes("Timeout"));
  return sourceFailure(
    silent ? "InstanceMetadataUnreachable" : "InstanceMetadataAnswer",
    errno === undefined ? {} : { errno },
  );
}
