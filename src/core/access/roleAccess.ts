import type { Catalogue } from "../catalogue/catalogue.ts";
import type { AccessLevel, ActionFacts } from "../catalogue/model.ts";
import type { ServiceFacts } from "../catalogue/serviceFacts.ts";
import { decide } from "../evaluate/decide.ts";
import type {
  ContextValue,
  Decision,
  PolicyDocument,
  PolicyLayers,
  Principal,
  Side,
} from "../evaluate/model.ts";
import type { Policy } from "../policy/model.ts";
import type { NamedResource } from "./namedResources.ts";

/** Who is asked about, with every policy that limits it, and what else is known of the resources. */
export interface AccessSubject {
  readonly principal: Principal;
  readonly policies: PolicyLayers;
  readonly context: Readonly<Record<string, ContextValue>>;
  readonly resources: readonly NamedResource[];
  /** Owner and policy of a bucket (by name) or trust policy of a role (by ARN), where they are known. */
  readonly resource: (named: NamedResource) => {
    readonly account?: string;
    readonly policy?: PolicyDocument;
  };
}

/** What the subject can do on one resource, or (`undefined`) with the actions that take no resource. */
export interface ResourceAccess {
  readonly resource: NamedResource | undefined;
  /** In the order of the levels; levels without any answer but no are left out. */
  readonly levels: readonly LevelAccess[];
}

export interface LevelAccess {
  readonly level: AccessLevel;
  /** How many actions of this level the resource has. */
  readonly asked: number;
  readonly answers: readonly ActionAnswer[];
}

export interface ActionAnswer {
  /** `s3:GetObject`. */
  readonly action: string;
  /** `otherSide`: this side allows; whether the resource's own policy does is not known, since none is given. */
  readonly answer: "allowed" | "undetermined" | "otherSide";
  /** The condition keys that decide it, for `undetermined`. */
  readonly keys: readonly string[];
}

const levels: readonly AccessLevel[] = ["List", "Read", "Write", "Tagging", "Permissions management"];

/**
 * Asks for every action of the services that the subject's policies name, on every resource that goes with the action,
 * and once without a resource for those that take none. Simulated, with a closed set of policies and an open context.
 */
export async function roleAccess(subject: AccessSubject, catalogue: Catalogue): Promise<ResourceAccess[]> {
  const services = await servicesOf(subject.policies, catalogue);
  const without = services.flatMap((service) => actionsOf(service, undefined));
  return [
    ...subject.resources.map((resource) =>
      accessTo(
        subject,
        resource,
        services.flatMap((service) => actionsOf(service, resource)),
      ),
    ),
    accessTo(subject, undefined, without),
  ].filter(({ resource, levels: answered }) => resource !== undefined || answered.length > 0);
}

/** A wildcard for the service stands for those of the resources: nobody reads a list of 20,000 actions. */
async function servicesOf({ identity = [] }: PolicyLayers, catalogue: Catalogue): Promise<ServiceFacts[]> {
  const prefixes = new Set<string>();
  for (const { policy } of identity) for (const prefix of prefixesOf(policy)) prefixes.add(prefix);
  const facts = await Promise.all([...prefixes].sort().map((prefix) => catalogue.service(prefix)));
  return facts.flatMap((service) => service ?? []);
}

function prefixesOf({ statements }: Policy): string[] {
  return statements
    .filter(({ effect }) => effect?.value === "Allow")
    .flatMap(({ action, notAction }) => {
      const prefixes = (action?.items ?? []).map(({ value }) => value.split(":")[0]?.toLowerCase() ?? "");
      return notAction !== undefined || prefixes.some((prefix) => /[*?]/.test(prefix))
        ? [...prefixes, "iam", "s3", "sts"]
        : prefixes;
    });
}

/** The actions that take a resource of this kind; without one, those that take none. */
function actionsOf(service: ServiceFacts, resource: NamedResource | undefined): ActionFacts[] {
  const types = new Set(
    resource === undefined ? [] : service.resourceTypesOf(resource.sample).map(({ name }) => name),
  );
  return service.actions.flatMap(({ name }) => {
    const action = service.action(name);
    if (action === undefined) return [];
    const fits =
      resource === undefined
        ? action.resources.length === 0
        : action.resources.some(
            ({ type }) => type.service === service.summary.prefix && types.has(type.name),
          );
    return fits ? [action] : [];
  });
}

function accessTo(
  subject: AccessSubject,
  resource: NamedResource | undefined,
  actions: readonly ActionFacts[],
): ResourceAccess {
  const known = resource === undefined ? {} : subject.resource(resource);
  return {
    resource,
    levels: levels.flatMap((level): LevelAccess[] => {
      const ofLevel = actions.filter(({ accessLevels }) => accessLevels[0] === level);
      const answers = ofLevel.flatMap(({ service, name }): ActionAnswer[] => {
        const action = `${service}:${name}`;
        const decision = decide({
          principal: subject.principal,
          action,
          resource: resource?.sample ?? "*",
          context: subject.context,
          openContext: true,
          ...(known.account === undefined ? {} : { resourceAccount: known.account }),
          policies: {
            ...subject.policies,
            ...(known.policy === undefined ? {} : { resource: known.policy }),
          },
        });
        return answerOf(action, decision, known.policy === undefined ? "resource" : undefined);
      });
      return answers.length === 0 ? [] : [{ level, asked: ofLevel.length, answers }];
    }),
  };
}

function answerOf(action: string, decision: Decision, notGiven: Side | undefined): ActionAnswer[] {
  if (decision.decision === "allowed") return [{ action, answer: "allowed", keys: [] }];
  if (decision.decision === "undetermined") {
    return [{ action, answer: "undetermined", keys: decision.undetermined }];
  }
  const lacksOnlyTheOther =
    decision.decision === "implicitlyDenied" &&
    decision.missing.length > 0 &&
    decision.missing.every(({ side }) => side === notGiven);
  return lacksOnlyTheOther ? [{ action, answer: "otherSide", keys: [] }] : [];
}
