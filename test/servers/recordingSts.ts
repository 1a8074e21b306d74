import { startLoopback, type Loopback } from "./loopback.ts";

/** STS as far as a call of one's own keys needs it, that keeps what it was asked. */
export interface RecordingSts extends Loopback {
  /** Method, path and body of every request. */
  readonly requests: readonly string[];
}

/** Answers GetCallerIdentity with this ARN; anything else is refused. */
export async function startRecordingSts(arn: string): Promise<RecordingSts> {
  const requests: string[] = [];
  const server = await startLoopback((request, body, response) => {
    requests.push(`${request.method ?? ""} ${request.url ?? ""} ${body.toString()}`);
    if (!body.toString().includes("Action=GetCallerIdentity")) {
      response.writeHead(403, { "content-type": "text/plain" }).end();
      return;
    }
    response
      .writeHead(200, { "content-type": "text/xml" })
      .end(
        `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
  });
  return { ...server, requests };
}
