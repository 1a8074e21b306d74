/** One line of the report. */
export interface BenchRow {
  readonly name: string;
  readonly ours: number;
  /** What the closest peer needs, measured on a machine with two cores. */
  readonly peer?: number;
  /** What we allow ourselves. */
  readonly bar?: number;
  readonly unit: "ms" | "µs" | "MiB";
  /** Said behind the figures, such as where the peer's come from. */
  readonly note?: string;
}
