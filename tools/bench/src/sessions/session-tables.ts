import { distributionOf, medianOf } from '../measuring/distribution.ts';
import type { Table } from '../report/table.ts';
import type { Throughput } from './many-at-a-time.ts';
import type { Comparison } from './one-at-a-time.ts';

/** From request to version, and the same work by plain calls. */
export function timesTable(comparisons: readonly Comparison[]): Table {
  const rows = comparisons.flatMap(({ shape, sessions, direct }) => {
    const limit = medianOf(direct.map(({ totalMs }) => totalMs));
    const row = (what: string, values: readonly number[]) => {
      const { count, min, median, p95 } = distributionOf(values);
      return { session: shape.title, what, count, min, median, p95, ratio: median / limit };
    };
    return [
      row(
        'request to version',
        sessions.map(({ versionMs }) => versionMs),
      ),
      row(
        '  of it until 202',
        sessions.map(({ acceptedMs }) => acceptedMs),
      ),
      row(
        'request to end of run',
        sessions.map(({ endedMs }) => endedMs),
      ),
      row(
        'limit: plain calls',
        direct.map(({ totalMs }) => totalMs),
      ),
      row(
        '  of it domain work',
        direct.map(({ totalMs, providerMs }) => totalMs - providerMs),
      ),
      row(
        '  of it two model calls',
        direct.map(({ providerMs }) => providerMs),
      ),
    ];
  });
  return {
    name: 'times',
    title: 'One session at a time',
    columns: [
      { key: 'session', heading: 'session', unit: 'text' },
      { key: 'what', heading: 'from … to', unit: 'text' },
      { key: 'count', heading: 'n', unit: 'count' },
      { key: 'min', heading: 'min', unit: 'ms' },
      { key: 'median', heading: 'median', unit: 'ms' },
      { key: 'p95', heading: 'p95', unit: 'ms' },
      { key: 'ratio', heading: 'median ÷ limit', unit: 'ratio' },
    ],
    rows,
  };
}

/** Where the time of a session goes. Medians of each part: they need not add up to the median of the whole. */
export function stagesTable(
  { shape, sessions }: Pick<Comparison, 'shape' | 'sessions'>,
  atATime: number,
): Table {
  const titles = sessions[0]?.stages.map(({ title }) => title) ?? [];
  const medians = titles.map((title, index) => {
    const own = sessions.flatMap(({ stages }) => stages.slice(index, index + 1));
    const wait = medianOf(own.map(({ waitMs }) => waitMs));
    const work = medianOf(own.map(({ workMs }) => workMs));
    return { phase: title, wait, work, both: wait + work };
  });
  const whole = medians.reduce((sum, { both }) => sum + both, 0);
  return {
    name: `phases_of_${shape.name}_${atATime}_at_a_time`,
    title: `Where the time goes: ${shape.title}, ${atATime} at a time`,
    columns: [
      { key: 'phase', heading: 'phase', unit: 'text' },
      { key: 'wait', heading: 'waiting for it', unit: 'ms' },
      { key: 'work', heading: 'in it', unit: 'ms' },
      { key: 'both', heading: 'both', unit: 'ms' },
      { key: 'share', heading: 'share', unit: 'share' },
    ],
    rows: medians.map((row) => ({ ...row, share: row.both / whole })),
  };
}

/** Sessions a second with several under way. */
export function throughputTable(measured: readonly Throughput[]): Table {
  return {
    name: 'throughput',
    title: 'Several sessions at a time',
    columns: [
      { key: 'session', heading: 'session', unit: 'text' },
      { key: 'sessions', heading: 'n', unit: 'count' },
      { key: 'at_a_time', heading: 'at a time', unit: 'count' },
      { key: 'per_second', heading: 'sessions', unit: 'per_second' },
      { key: 'median', heading: 'median to version', unit: 'ms' },
      { key: 'p95', heading: 'p95', unit: 'ms' },
      { key: 'limit_per_second', heading: 'limit: plain calls', unit: 'per_second' },
      { key: 'ratio', heading: 'limit ÷ product', unit: 'ratio' },
      { key: 'processor_use', heading: 'processors busy', unit: 'share' },
    ],
    rows: measured.map(({ shape, sessions, atATime, perSecond, directPerSecond, processorUse }) => {
      const { median, p95 } = distributionOf(sessions.map(({ versionMs }) => versionMs));
      return {
        session: shape.title,
        sessions: sessions.length,
        at_a_time: atATime,
        per_second: perSecond,
        median,
        p95,
        limit_per_second: directPerSecond,
        ratio: directPerSecond / perSecond,
        processor_use: processorUse,
      };
    }),
  };
}
