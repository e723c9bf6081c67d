import type { Table } from '../../report/table.ts';
import type { Footprint } from '../footprint/measure-footprint.ts';
import { needsOf, type Load } from './needs-of-load.ts';

/** The load of issue 7. The peak and the share are assumptions: docs/scale.md says what changes with them. */
export const tenMillionRuns: Load = { runsPerDay: 10_000_000, peakFactor: 3, planned: 0.6 };

/** What ten million runs a day would need, were all of them of one kind. */
export function needsTable(measured: readonly Footprint[]): Table {
  const rows = measured.map(({ kind, database, temporal, processors, ...bytes }) => {
    const each = (total: number): number => total / kind.runs;
    const needs = needsOf(
      {
        processorMs: {
          workers: each(processors.workers),
          api: each(processors.api),
          temporal: each(processors.temporal),
          postgres: each(processors.postgres),
        },
        transactions: each(database.transactions),
        rowBytes: each(bytes.compactBytes),
        logBytes: each(database.logBytes),
        fileBytes: each(bytes.storageBytes),
        temporalBytes: each(bytes.temporalBytes),
        persistenceOperations: each(temporal.persistenceOperations),
        actions: each(temporal.actions),
      },
      tenMillionRuns,
    );
    return {
      kind: kind.title,
      peak: needs.peakPerSecond,
      ...needs.processors,
      transactions: needs.transactionsPerSecond,
      log: needs.logBytesPerSecond / 1e6,
      persistence: needs.persistencePerSecond,
      actions: needs.actionsPerSecond,
      rows: needs.rowBytesPerDay / 1e9,
      files: needs.fileBytesPerDay / 1e9,
      histories: needs.temporalBytesPerDay / 1e9,
    };
  });
  return {
    name: 'needs',
    title: 'Ten million runs a day, all of one kind: processors and rates at the peak, GB (10⁹ bytes) a day',
    columns: [
      { key: 'kind', heading: 'run', unit: 'text' },
      { key: 'peak', heading: 'runs', unit: 'per_second' },
      { key: 'workers', heading: 'processors: workers', unit: 'count' },
      { key: 'api', heading: 'API', unit: 'count' },
      { key: 'temporal', heading: 'Temporal', unit: 'count' },
      { key: 'postgres', heading: 'PostgreSQL', unit: 'count' },
      { key: 'transactions', heading: 'transactions', unit: 'per_second' },
      { key: 'log', heading: 'WAL a second', unit: 'megabytes' },
      { key: 'persistence', heading: 'Temporal’s reads, writes', unit: 'per_second' },
      { key: 'actions', heading: 'actions', unit: 'per_second' },
      { key: 'rows', heading: 'rows GB', unit: 'count' },
      { key: 'files', heading: 'files GB', unit: 'count' },
      { key: 'histories', heading: 'Temporal GB', unit: 'count' },
    ],
    rows,
  };
}
