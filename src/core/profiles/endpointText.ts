/** A URL fit to show: the name and password that it may carry are left out. */
export function withoutPassword(url: string): string {
  const shown = url.replace(/^(\w+:\/\/)[^/?#]*@/, "$1…@");
  // A password with a raw / or # in it, which belongs there encoded: what follows the colon is no port.
  return shown === url ? url.replace(/^(\w+:\/\/)[^/?#:]*:(?!\d*(?:[/?#]|$)).*@/, "$1…@") : shown;
}
