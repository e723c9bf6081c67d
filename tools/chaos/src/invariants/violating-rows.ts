import type { Verdict } from './invariant.ts';

/** A row of a query that selects what was checked: what it is, and what is wrong with it, if anything. */
export interface CheckedRow {
  readonly subject: string;
  readonly fault: string | null;
}

/** A verdict over rows, each of which was checked by the query itself. */
export function verdictOf(rows: readonly CheckedRow[]): Verdict {
  return {
    checked: rows.length,
    violations: rows.flatMap(({ subject, fault }) => (fault === null ? [] : [`${subject}: ${fault}`])),
  };
}
