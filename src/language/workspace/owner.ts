import type { Principal } from "../../core/evaluate/model.ts";
import type { ConfigText } from "../../core/roleConfig/model.ts";
import { callerOf } from "./grants.ts";
import type { ConfigFile } from "./indexedFile.ts";
import type { Reading } from "./reading.ts";
import { principalName, type PrincipalName } from "./workspaceKey.ts";

/** A principal as a role config names it. */
export interface Owner {
  readonly text: ConfigText;
  readonly name: PrincipalName;
  readonly principal: Principal;
}

/** Whose policy it is: of grants the caller or the role of the hop, of a trust policy its role. */
export function ownerOf({ config, part }: Reading): Owner | undefined {
  switch (part.kind) {
    case "grants":
      return part.of === "caller" ? callerOfConfig(config) : ownerFrom(config.config.hops[part.of]?.roleArn);
    case "trust":
      return ownerFrom(config.config.hops[part.hop]?.roleArn);
    case "bucket":
    case "limits":
      return undefined;
  }
}

/** Who assumes the role of a hop: the caller, or the role of the hop before it. Undefined for services and providers. */
export function assumerOf(config: ConfigFile, hop: number): Owner | undefined {
  return hop === 0 ? callerOfConfig(config) : ownerFrom(config.config.hops[hop - 1]?.roleArn);
}

function callerOfConfig({ config: { caller } }: ConfigFile): Owner | undefined {
  return caller?.principal?.kind === "arn" ? ownerFrom(caller.principal.arn) : undefined;
}

function ownerFrom(text: ConfigText | undefined): Owner | undefined {
  if (text === undefined) return undefined;
  const name = principalName(text.value);
  const principal = callerOf(text.value);
  return name === undefined || principal === undefined ? undefined : { text, name, principal };
}
