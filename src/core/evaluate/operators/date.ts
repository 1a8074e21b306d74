import { orderedOperators } from "./ordered.ts";

const iso =
  /^\s*(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?\s*$/i;
const epoch = /^\s*\d{5,}(\.\d+)?\s*$/;

/**
 * Milliseconds since 1970 of a W3C date (https://www.w3.org/TR/NOTE-datetime, UTC when it names no zone) or of a count
 * of seconds.
 */
function parseDate(text: string): number | undefined {
  if (epoch.test(text)) return Number(text) * 1000;
  const match = iso.exec(text);
  if (match === null) return undefined;
  const [, year, month = "1", day = "1", hour = "0", minute = "0", second = "0", fraction = "0", zone = "Z"] =
    match;
  const at = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(`0.${fraction}`) * 1000,
  );
  const sameDay = new Date(at);
  if (sameDay.getUTCMonth() !== Number(month) - 1 || Number(hour) > 23 || Number(minute) > 59)
    return undefined;
  return at - zoneOffset(zone);
}

function zoneOffset(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date */
export const dateOperators = orderedOperators("Date", parseDate);
