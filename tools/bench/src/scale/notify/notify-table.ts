import type { Table } from '../../report/table.ts';
import type { CommitRates } from './measure-commits.ts';

/** What announcing costs, by how many commit at once. */
export function notifyTable(measured: readonly CommitRates[]): Table {
  return {
    name: 'commits',
    title: 'Transactions that PostgreSQL commits, one row each',
    columns: [
      { key: 'connections', heading: 'connections', unit: 'count' },
      { key: 'silent', heading: 'row alone', unit: 'per_second' },
      { key: 'announced', heading: 'with NOTIFY', unit: 'per_second' },
      { key: 'ratio', heading: 'alone ÷ NOTIFY', unit: 'ratio' },
    ],
    rows: measured.map(({ connections, silent, announced }) => {
      return { connections, silent, announced, ratio: silent / announced };
    }),
  };
}
