/** A pattern type in front of people: `small_talk` is "Small talk". */
export function patternTitle(pattern: string): string {
  const words = pattern.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
