const section = (region: string, index: number): string => `[profile p${index}]\nregion = ${region}\n`;

/** Two files, large enough that a process can be killed in the middle of writing one. */
export const texts = ["eu-west-1", "us-east-1"].map((region) =>
  Array.from({ length: 20_000 }, (_, index) => section(region, index)).join(""),
) as [string, string];
