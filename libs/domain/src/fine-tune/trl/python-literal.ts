/** A value of JSON as Python writes it: the escapes of JSON texts are Python's as well. */
export function pythonLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'float("nan")';
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  const fields = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${pythonLiteral(part)}`);
  return `{${fields.join(', ')}}`;
}

/** Keyword arguments of a call, one on a line. @param indent spaces before each */
export function keywordArguments(values: Readonly<Record<string, unknown>>, indent: number): string {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${pythonLiteral(value)},`);
  return lines.map((line) => `${' '.repeat(indent)}${line}`).join('\n');
}
