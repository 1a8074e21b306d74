import { homedir } from "node:os";
import { sep } from "node:path";
import type { LiveRequest } from "../../core/livePort.ts";

/** The source of a plan's first credentials in words that fit after "from": no secret, no command line. */
export function describeSource(request: Pick<LiveRequest, "plan" | "files">): string {
  const { source } = request.plan;
  switch (source.kind) {
    case "staticKeys": {
      const keys = source.session ? "temporary keys" : "static keys";
      return `${keys} of profile '${source.profile}' in ${shortPath(request.files[source.file])}`;
    }
    case "environment":
      return source.session ? "temporary keys in the environment" : "keys in the environment";
    case "instanceMetadata":
      return "the EC2 instance's role";
    case "containerMetadata":
      return "the container's role";
    case "process":
      return `credential_process of profile '${source.profile}'`;
    case "sso":
      return `the SSO role ${source.roleName} in account ${source.accountId}`;
    case "login":
      return `the console login of profile '${source.profile}'`;
    case "webIdentityToken":
      return `web identity token in ${shortPath(source.tokenFile)}`;
    case "samlAssertion":
      return `SAML assertion of provider ${source.principalArn}`;
  }
}

/** A path below the home folder as `~/…`. */
function shortPath(path: string): string {
  const home = homedir() + sep;
  return path.startsWith(home) ? `~/${path.slice(home.length).replaceAll(sep, "/")}` : path;
}
