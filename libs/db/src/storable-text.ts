/**
 * The text as PostgreSQL can hold it. U+0000 does not exist in its text type, and half a surrogate pair (left by cutting
 * a text in the middle of an emoji) is no UTF-8: both become U+FFFD, the replacement character.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}

/** JSON text of a value, every string in it as PostgreSQL can hold it. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  // JSON writes both as escapes, so a text without these escapes has neither; looking is cheaper than visiting each part.
  if (!/\\u(?:0000|d[89a-f])/iu.test(json)) return json;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storableText(part) : part,
  );
}
