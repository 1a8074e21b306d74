/**
 * What one start of the extension cost, in milliseconds. Between the three parts VS Code does other things, such as
 * starting other extensions.
 */
export interface ActivationFigures {
  /** Compiling the bundle. */
  readonly compile: number;
  /** Running it, from its first line to its last. */
  readonly load: number;
  /** The call of `activate`. */
  readonly activate: number;
  /** Files of dist/ that were loaded to get there. */
  readonly loaded: readonly string[];
}

/** Marks the console line by which test/host/bench/activation.ts tells them, as JSON. */
export const figuresPrefix = "activation figures: ";
