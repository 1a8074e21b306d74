/** What one start of the extension cost. Times in milliseconds. */
export interface ActivationFigures {
  /** Compiling the bundle, measured by itself: the marks begin when its first line runs. */
  readonly compile: number;
  /** From the first line of the bundle to the end of `activate`. */
  readonly loadAndActivate: number;
  /** Files of the extension that were loaded to get there, from its folder. */
  readonly loaded: readonly string[];
}

/** Marks the console line by which test/host/bench/activation.ts tells them, as JSON. */
export const figuresPrefix = "activation figures: ";
