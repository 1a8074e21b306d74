const option = /(--profile(?:=|\s+))(?:"([^"]*)"|'([^']*)'|([^\s"']+))(?=\s|$)/g;

/**
 * The profiles that the command of a `credential_process` names with `--profile`, as `aws configure export-credentials`
 * and `assume-role credentials` do.
 */
export function profilesOfProcess(command: string): readonly string[] {
  return [...command.matchAll(option)].map(([, , double, single, bare]) => double ?? single ?? bare ?? "");
}

/** The command with another name in the place of one of these; quotes stay. */
export function renamedInProcess(command: string, from: string, to: string): string {
  return command.replaceAll(
    option,
    (all: string, sign: string, double?: string, single?: string, bare?: string) => {
      if (double === from) return `${sign}"${to}"`;
      if (single === from) return `${sign}'${to}'`;
      return bare === from ? sign + to : all;
    },
  );
}
