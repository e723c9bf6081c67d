import type { Delay } from '../../events/delay.ts';
import { medianOf } from '../../measuring/distribution.ts';
import type { Table } from '../../report/table.ts';
import { latenciesOf } from '../measuring/latencies.ts';
import type { StreamsMeasurement } from './measure-streams.ts';

/** From commit to client over many streams, beside bare notifications of the same minute. */
export function streamsTable(measured: readonly StreamsMeasurement[], notify: readonly Delay[]): Table {
  const limit = medianOf(notify.map(({ sinceSentMs }) => sinceSentMs));
  const rows = measured.map((one) => {
    const { p50, p95, p99, max } = latenciesOf(one.delays.map(({ sinceCommittedMs }) => sinceCommittedMs));
    const { streams, runs, written, arrivals, perSecond, lost, doubled, disordered } = one;
    const ratio = medianOf(one.delays.map(({ sinceSentMs }) => sinceSentMs)) / limit;
    const counts = { streams, runs, written, arrivals, per_second: perSecond, lost, doubled, disordered };
    return { ...counts, p50, p95, p99, max, ratio, api: one.apiProcessor, busy: one.processorsBusy };
  });
  return {
    name: 'streams',
    title: 'From commit to client, with many open streams',
    columns: [
      { key: 'streams', heading: 'streams', unit: 'count' },
      { key: 'runs', heading: 'runs', unit: 'count' },
      { key: 'written', heading: 'events', unit: 'count' },
      { key: 'arrivals', heading: 'arrivals', unit: 'count' },
      { key: 'per_second', heading: 'arrivals', unit: 'per_second' },
      { key: 'p50', heading: 'p50', unit: 'ms' },
      { key: 'p95', heading: 'p95', unit: 'ms' },
      { key: 'p99', heading: 'p99', unit: 'ms' },
      { key: 'max', heading: 'max', unit: 'ms' },
      { key: 'ratio', heading: '÷ NOTIFY', unit: 'ratio' },
      { key: 'lost', heading: 'lost', unit: 'count' },
      { key: 'doubled', heading: 'doubled', unit: 'count' },
      { key: 'disordered', heading: 'out of order', unit: 'count' },
      { key: 'api', heading: 'API’s processor', unit: 'share' },
      { key: 'busy', heading: 'busy', unit: 'share' },
    ],
    rows,
  };
}

/** The API's memory beside its limit. */
export function memoryTable(measured: readonly StreamsMeasurement[], mostMegabytes: number): Table {
  return {
    name: 'memory',
    title: 'Peak resident memory of the API',
    columns: [
      { key: 'streams', heading: 'streams', unit: 'count' },
      { key: 'runs', heading: 'runs', unit: 'count' },
      { key: 'opening', heading: 'all open after', unit: 'ms' },
      { key: 'before', heading: 'before', unit: 'megabytes' },
      { key: 'peak', heading: 'peak', unit: 'megabytes' },
      { key: 'limit', heading: 'limit', unit: 'megabytes' },
      { key: 'ratio', heading: '÷ limit', unit: 'ratio' },
    ],
    rows: measured.map(({ streams, runs, openingMs, apiBytesBefore, apiPeakBytes }) => {
      const peak = apiPeakBytes === null ? null : apiPeakBytes / 1e6;
      const before = apiBytesBefore === null ? null : apiBytesBefore / 1e6;
      const ratio = peak === null ? null : peak / mostMegabytes;
      return { streams, runs, opening: openingMs, before, peak, limit: mostMegabytes, ratio };
    }),
  };
}
