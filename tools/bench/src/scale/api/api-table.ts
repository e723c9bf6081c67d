import type { Table } from '../../report/table.ts';
import type { ApiMeasurement } from './measure-api.ts';

/** Of the bare route. */
const nothing = {
  temporal: null,
  busy: null,
  api_ms: null,
  temporal_ms: null,
  postgres_ms: null,
  bench_ms: null,
};

/** Each route that starts a run, with the bare route of the same moment below it. */
export function apiTable(measured: readonly ApiMeasurement[]): Table {
  const rows = measured.flatMap(({ route, worker, pace, product, bare, perRequest, ...rest }) => [
    {
      what: route,
      rate: pace.perSecond,
      worker: worker ? 'at work' : 'stopped',
      ...product,
      ratio: product.p99 / bare.p99,
      temporal: rest.temporalMs,
      busy: rest.processorsBusy,
      api_ms: perRequest.api,
      temporal_ms: perRequest.temporal,
      postgres_ms: perRequest.postgres,
      bench_ms: perRequest.bench,
    },
    { what: '  bare Express route', rate: pace.perSecond, worker: '', ...bare, ratio: 1, ...nothing },
  ]);
  return {
    name: 'api',
    title: 'Requests that start a run, at a constant rate; processor time of each',
    columns: [
      { key: 'what', heading: 'request', unit: 'text' },
      { key: 'rate', heading: 'rate', unit: 'per_second' },
      { key: 'worker', heading: 'worker', unit: 'text' },
      { key: 'count', heading: 'n', unit: 'count' },
      { key: 'p50', heading: 'p50', unit: 'ms' },
      { key: 'p95', heading: 'p95', unit: 'ms' },
      { key: 'p99', heading: 'p99', unit: 'ms' },
      { key: 'max', heading: 'max', unit: 'ms' },
      { key: 'ratio', heading: 'p99 ÷ bare', unit: 'ratio' },
      { key: 'temporal', heading: 'in Temporal, mean', unit: 'ms' },
      { key: 'busy', heading: 'busy', unit: 'share' },
      { key: 'api_ms', heading: 'API', unit: 'ms' },
      { key: 'temporal_ms', heading: 'Temporal', unit: 'ms' },
      { key: 'postgres_ms', heading: 'PostgreSQL', unit: 'ms' },
      { key: 'bench_ms', heading: 'bench', unit: 'ms' },
    ],
    rows,
  };
}
