/**
 * True when every text that the second pattern matches is also matched by the first: `iam:Get*` covers `iam:GetUser*`.
 * `*` is any text, `?` one character; a `*` of the second is covered by a `*` of the first only.
 */
export function globCovers(wider: string, narrower: string): boolean {
  if (wider === narrower || wider === "*") return true;
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < narrower.length) {
    const here = wider[p];
    if (here === "*") {
      star = p++;
      resume = t;
    } else if (here !== undefined && (here === narrower[t] || (here === "?" && narrower[t] !== "*"))) {
      p++;
      t++;
    } else if (star !== -1) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (wider[p] === "*") p++;
  return p === wider.length;
}

/** Longer patterns than any name or ARN of AWS are not compared. */
const longest = 2048;

/** True when some text matches both patterns. */
export function globsMeet(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i <= shorter; i++) {
    const [left, right] = [a[i], b[i]];
    if (left === "*" || right === "*") break;
    if (left !== right && left !== "?" && right !== "?") return false;
  }
  if (a.length > longest || b.length > longest) return true;
  let after: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row = new Array<boolean>(b.length + 1).fill(false);
    for (let j = b.length; j >= 0; j--) {
      const left = a[i];
      const right = b[j];
      if (left === undefined && right === undefined) row[j] = true;
      else if (left === "*" && (after[j] === true || (right !== undefined && row[j + 1] === true)))
        row[j] = true;
      else if (right === "*" && (row[j + 1] === true || (left !== undefined && after[j] === true)))
        row[j] = true;
      else if (left !== undefined && right !== undefined && left !== "*" && right !== "*") {
        row[j] = (left === right || left === "?" || right === "?") && after[j + 1] === true;
      }
    }
    after = row;
  }
  return after[0] === true;
}

export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}
