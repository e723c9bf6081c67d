/** The beginning of a text that is quoted, with an ellipsis where it is longer than so many UTF-16 units. */
export function clipText(text: string, most: number): string {
  if (text.length <= most) return text;
  // No character is cut in two.
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
