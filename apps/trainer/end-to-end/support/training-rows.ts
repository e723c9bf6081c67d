/** Rows by which a tiny model learns one way to answer. */
export function supervisedRows(count: number): string {
  return rows(count, (index) => ({
    messages: [
      { role: 'system', content: 'You are Maya.' },
      { role: 'user', content: `how is day ${String(index)}?` },
      { role: 'assistant', content: 'splendid, splendid, thanks 😀' },
    ],
  }));
}

/** Pairs by which a tiny model learns to prefer one way to answer, in OpenAI's form. */
export function preferencePairs(count: number): string {
  return rows(count, (index) => ({
    input: { messages: [{ role: 'user', content: `how is day ${String(index)}?` }] },
    preferred_output: [{ role: 'assistant', content: 'splendid, thanks 😀' }],
    non_preferred_output: [{ role: 'assistant', content: 'It was adequate. Thank you for asking.' }],
  }));
}

function rows(count: number, row: (index: number) => object): string {
  return Array.from({ length: count }, (_, index) => `${JSON.stringify(row(index))}\n`).join('');
}
