const domains = [
  { of: "cn-", domain: "amazonaws.com.cn" },
  { of: "us-isob-", domain: "sc2s.sgov.gov" },
  { of: "us-isof-", domain: "csp.hci.ic.gov" },
  { of: "eu-isoe-", domain: "cloud.adc-e.uk" },
  { of: "us-iso-", domain: "c2s.ic.gov" },
  { of: "eusc-", domain: "amazonaws.eu" },
];

/**
 * The address of a service in a region; each partition has a domain of its own.
 * https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
export function regionalAddress(service: string, region: string): string {
  const domain = domains.find(({ of }) => region.startsWith(of))?.domain ?? "amazonaws.com";
  return `https://${service}.${region}.${domain}`;
}
