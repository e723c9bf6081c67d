import type { Table } from '../../report/table.ts';
import type { Footprint } from './measure-footprint.ts';

const kilobyte = 1_000;

/** What one run of each kind leaves and costs. */
export function footprintTable(measured: readonly Footprint[]): Table {
  const rows = measured.map(({ kind, database, temporal, history, processors, ...sizes }) => {
    const each = (total: number): number => total / kind.runs;
    return {
      kind: kind.title,
      runs: kind.runs,
      database: each(database.bytes) / kilobyte,
      compact: each(sizes.compactBytes) / kilobyte,
      log: each(database.logBytes) / kilobyte,
      transactions: each(database.transactions),
      objects: each(sizes.storageBytes) / kilobyte,
      history_events: history.events,
      history_kb: history.bytes / kilobyte,
      activities: history.activities,
      actions: each(temporal.actions),
      persistence: each(temporal.persistenceOperations),
      state_writes: each(temporal.stateWrites),
      write_ms: temporal.meanWriteMs,
      requests: each(temporal.requests),
      temporal_kb: each(sizes.temporalBytes) / kilobyte,
      workers_ms: each(processors.workers),
      api_ms: each(processors.api),
      temporal_ms: each(processors.temporal),
      postgres_ms: each(processors.postgres),
    };
  });
  return {
    name: 'footprint',
    title: 'What one run leaves behind and costs (kB of 1,000 bytes; processor time in ms)',
    columns: [
      { key: 'kind', heading: 'run', unit: 'text' },
      { key: 'runs', heading: 'n', unit: 'count' },
      { key: 'database', heading: 'rows kB', unit: 'decimal' },
      { key: 'compact', heading: 'compact kB', unit: 'decimal' },
      { key: 'log', heading: 'WAL kB', unit: 'decimal' },
      { key: 'transactions', heading: 'transactions', unit: 'count' },
      { key: 'objects', heading: 'files kB', unit: 'decimal' },
      { key: 'history_events', heading: 'history events', unit: 'count' },
      { key: 'history_kb', heading: 'history kB', unit: 'decimal' },
      { key: 'activities', heading: 'activities', unit: 'count' },
      { key: 'actions', heading: 'actions', unit: 'count' },
      { key: 'persistence', heading: 'Temporal’s reads, writes', unit: 'count' },
      { key: 'state_writes', heading: 'of a run’s state', unit: 'count' },
      { key: 'write_ms', heading: 'each', unit: 'ms' },
      { key: 'requests', heading: 'requests to it', unit: 'count' },
      { key: 'temporal_kb', heading: 'Temporal kB', unit: 'decimal' },
      { key: 'workers_ms', heading: 'worker', unit: 'ms' },
      { key: 'api_ms', heading: 'API', unit: 'ms' },
      { key: 'temporal_ms', heading: 'Temporal', unit: 'ms' },
      { key: 'postgres_ms', heading: 'PostgreSQL', unit: 'ms' },
    ],
    rows,
  };
}

/** The tables that grow most, in kB for each run of a kind. */
export function tablesTable(measured: readonly Footprint[]): Table {
  const most = 8;
  const rows = measured.flatMap(({ kind, database }) =>
    [...database.tables].slice(0, most).map(([table, bytes]) => ({
      kind: kind.title,
      table,
      kb: bytes / kind.runs / kilobyte,
      share: bytes / database.bytes,
    })),
  );
  return {
    name: 'tables',
    title: 'Where the rows of a run are, with their indexes',
    columns: [
      { key: 'kind', heading: 'run', unit: 'text' },
      { key: 'table', heading: 'table', unit: 'text' },
      { key: 'kb', heading: 'kB a run', unit: 'decimal' },
      { key: 'share', heading: 'share', unit: 'share' },
    ],
    rows,
  };
}
