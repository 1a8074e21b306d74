/**
 * A value that only its one receiver may open. Printed, joined, inspected or written as JSON it says `(hidden)`, so that
 * a log line or an error message cannot carry it by accident.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself. Whoever calls this hands it to its one receiver and keeps no copy. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return "(hidden)";
  }

  toJSON(): string {
    return "(hidden)";
  }
}
