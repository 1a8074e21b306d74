import type { ServicePrincipalFacts, ServicePrincipalMatch } from "./model.ts";
import { NearNames } from "./nearNames.ts";
import type { PackedServicePrincipal } from "./packed.ts";

/** Region codes of every partition: `eu-west-1`, `us-gov-east-1`, `us-isob-east-1`, `eusc-de-east-1`. */
const region = /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}$/;

/**
 * Domains after the name: AWS, AWS in China, the two isolated partitions and Alexa.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */
const suffixes = [
  "amazonaws.com",
  "amazonaws.com.cn",
  "c2s.ic.gov",
  "sc2s.sgov.gov",
  "amazonaws.eu",
  "amazon.com",
] as const;

/** The service principals that AWS names in its documentation or its managed policies. */
export class ServicePrincipals {
  readonly all: readonly ServicePrincipalFacts[];
  readonly #byName: ReadonlyMap<string, ServicePrincipalFacts>;
  #near: NearNames<ServicePrincipalFacts> | undefined;

  constructor(packed: readonly PackedServicePrincipal[]) {
    this.all = packed.map(([name, source, ...forms]) => ({ name, source, forms }));
    this.#byName = new Map(this.all.map((principal) => [principal.name, principal]));
  }

  /** A principal as a policy names it, with or without region and in any partition; case matters to AWS and here. */
  find(text: string): ServicePrincipalMatch | undefined {
    const suffix = suffixes.find((ending) => text.endsWith(`.${ending}`));
    if (suffix === undefined) return undefined;
    const labels = text.slice(0, -suffix.length - 1).split(".");
    const base = suffix === "amazon.com" ? suffix : "amazonaws.com";
    const whole = this.#byName.get(`${labels.join(".")}.${base}`);
    if (whole !== undefined) return { principal: whole, suffix };
    const last = labels.pop() ?? "";
    const principal = region.test(last) ? this.#byName.get(`${labels.join(".")}.${base}`) : undefined;
    return principal === undefined ? undefined : { principal, region: last, suffix };
  }

  /** Known principals close to a mistyped one, nearest first. */
  nearest(text: string, limit: number): readonly ServicePrincipalFacts[] {
    this.#near ??= new NearNames(this.all.map((principal) => [principal.name, principal]));
    return this.#near.nearest(text, limit);
  }
}
