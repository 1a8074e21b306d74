import * as vscode from "vscode";

/** What one run said of its tests, by their labels. */
export interface RecordedRun {
  readonly passed: string[];
  readonly skipped: string[];
  readonly failed: Record<string, readonly vscode.TestMessage[]>;
  readonly errored: Record<string, readonly vscode.TestMessage[]>;
  readonly output: string[];
  readonly coverage: vscode.FileCoverage[];
  readonly run: vscode.TestRun;
  ended: boolean;
}

/** A controller of VS Code itself that notes what its runs report on the way. */
export function recordingController(id: string): {
  readonly controller: vscode.TestController;
  readonly runs: readonly RecordedRun[];
} {
  const real = vscode.tests.createTestController(id, id);
  const runs: RecordedRun[] = [];
  const record = (request: vscode.TestRunRequest): vscode.TestRun => {
    const run = real.createTestRun(request);
    const recorded: RecordedRun = {
      passed: [],
      skipped: [],
      failed: {},
      errored: {},
      output: [],
      coverage: [],
      run,
      ended: false,
    };
    const notes: Partial<vscode.TestRun> = {
      passed: (test, duration) => {
        recorded.passed.push(test.label);
        run.passed(test, duration);
      },
      skipped: (test) => {
        recorded.skipped.push(test.label);
        run.skipped(test);
      },
      failed: (test, messages, duration) => {
        recorded.failed[test.label] = [messages].flat();
        run.failed(test, messages, duration);
      },
      errored: (test, messages, duration) => {
        recorded.errored[test.label] = [messages].flat();
        run.errored(test, messages, duration);
      },
      appendOutput: (text, location, test) => {
        recorded.output.push(text);
        run.appendOutput(text, location, test);
      },
      addCoverage: (file) => {
        recorded.coverage.push(file);
        run.addCoverage(file);
      },
      end: () => {
        recorded.ended = true;
        run.end();
      },
    };
    runs.push(recorded);
    const noting = new Proxy(run, {
      get: (target, name) =>
        Reflect.has(notes, name) ? (Reflect.get(notes, name) as unknown) : ownMember(target, name),
    });
    // What the tests look coverage up by.
    Object.assign(recorded, { run: noting });
    return noting;
  };
  const controller = new Proxy(real, {
    get: (target, name) => (name === "createTestRun" ? record : ownMember(target, name)),
  });
  return { controller, runs };
}

function ownMember(target: object, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name, target);
  return typeof member === "function" ? (member.bind(target) as unknown) : member;
}
