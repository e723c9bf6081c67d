/** What the doctor found out about one thing. */
export interface Finding {
  readonly subject: string;
  /** `missing` keeps `npm start` from working; `optional` does not. */
  readonly state: 'ok' | 'missing' | 'optional';
  readonly detail: string;
  /** How to get it; absent when all is well. */
  readonly advice?: string;
}

/** The exit code: 1 only if `npm start` could not work. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 {
  return findings.some(({ state }) => state === 'missing') ? 1 : 0;
}

/**
 * The findings as text, one a line, advice on the next, and a closing sentence.
 * @param paint colours a state's mark.
 */
export function describeFindings(
  findings: readonly Finding[],
  paint: (state: Finding['state'], text: string) => string = (_state, text) => text,
): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ subject, state, detail, advice }) => {
    const line = `  ${paint(state, state.padEnd(8))}  ${subject.padEnd(width)}  ${detail}`;
    return advice === undefined ? [line] : [line, `  ${' '.repeat(8 + 2 + width)}  → ${advice}`];
  });
  const missing = findings.filter(({ state }) => state === 'missing').map(({ subject }) => subject);
  const closing =
    missing.length === 0
      ? '`npm start` should work on this machine.'
      : `\`npm start\` cannot work yet: ${missing.join(', ')}.`;
  return [...lines, '', closing].join('\n');
}
