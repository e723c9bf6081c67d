/** What one check has found: a table or a few lines for people, and whether all is as it should be. */
export type CheckResult = { title: string; lines: string[]; passed: boolean };

/** Where a check tells what it is about to do. */
export type Say = (line: string) => void;

/** A check that looks at several things, each in a line. */
export function resultOf(
  title: string,
  found: readonly { what: string; problem: string | null }[],
): CheckResult {
  const width = Math.max(...found.map(({ what }) => what.length));
  const lines = found.map(({ what, problem }) => `${what.padEnd(width)}  ${problem ?? 'as it should be'}`);
  return { title, lines, passed: found.every(({ problem }) => problem === null) };
}
