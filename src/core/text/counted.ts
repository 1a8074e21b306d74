/** "1 check", "2 checks", "0 checks": a number with its noun. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
