/**
 * True when an action as a policy writes it covers one concrete action: `s3:Get*` covers `s3:GetObject`. Case does not
 * matter; `*` is any text, `?` one character.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionCovers(pattern: string, action: string): boolean {
  if (pattern === "*") return true;
  const wanted = pattern.toLowerCase();
  const text = action.toLowerCase();
  if (!/[*?]/.test(wanted)) return wanted === text;
  // Greedy matching with one way back, to the last star: linear in practice, no regular expression to blow up.
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (wanted[p] === "*") {
      star = p++;
      resume = t;
    } else if (wanted[p] === "?" || wanted[p] === text[t]) {
      p++;
      t++;
    } else if (star !== -1) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (wanted[p] === "*") p++;
  return p === wanted.length;
}
