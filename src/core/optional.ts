/**
 * `{ key: value }`, or nothing where the value is undefined: for spreading a member that an exact optional property
 * must not hold as undefined.
 */
export function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  // The compiler widens a computed key to string.
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
