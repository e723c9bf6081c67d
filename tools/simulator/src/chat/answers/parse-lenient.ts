/** Parses JSON, also when text or a code fence stands around it; undefined when there is none. */
export function parseLenient(text: string): unknown {
  const start = text.search(/[[{]/u);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  for (const candidate of [text, start >= 0 && end > start ? text.slice(start, end + 1) : '']) {
    try {
      return JSON.parse(candidate);
    } catch {
      continue;
    }
  }
  return undefined;
}
