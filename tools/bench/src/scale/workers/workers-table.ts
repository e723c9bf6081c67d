import { medianOf } from '../../measuring/distribution.ts';
import type { Table } from '../../report/table.ts';
import { totalOf, type ProcessorTimes } from '../measuring/stack-processors.ts';
import type { WorkersMeasurement } from './measure-workers.ts';

/** Sessions a second by the number of workers, and what each session costs whom. */
export function workersTable(measured: readonly WorkersMeasurement[], processors: number): Table {
  const rateOf = ({ rounds }: WorkersMeasurement): number =>
    medianOf(rounds.map(({ perSecond }) => perSecond));
  const one = measured.find(({ workers }) => workers === 1);
  const rows = measured.map((measurement) => {
    const { workers, rounds } = measurement;
    const spent = (name: keyof ProcessorTimes): number =>
      medianOf(rounds.map(({ perSession }) => perSession[name]));
    const total = medianOf(rounds.map(({ perSession }) => totalOf(perSession)));
    const rate = rateOf(measurement);
    const limit = (processors * 1_000) / total;
    return {
      workers,
      rate,
      least: Math.min(...rounds.map(({ perSecond }) => perSecond)),
      most: Math.max(...rounds.map(({ perSecond }) => perSecond)),
      gain: one === undefined ? null : rate / rateOf(one),
      busy: medianOf(rounds.map(({ processorsBusy }) => processorsBusy)),
      workers_ms: spent('workers'),
      api: spent('api'),
      temporal: spent('temporal'),
      postgres: spent('postgres'),
      simulator: spent('simulator'),
      bench: spent('bench'),
      limit,
      ratio: limit / rate,
    };
  });
  return {
    name: 'workers',
    title: 'Training sessions of one chat, by worker processes; processor time of each session',
    columns: [
      { key: 'workers', heading: 'workers', unit: 'count' },
      { key: 'rate', heading: 'sessions', unit: 'per_second' },
      { key: 'least', heading: 'least', unit: 'per_second' },
      { key: 'most', heading: 'most', unit: 'per_second' },
      { key: 'gain', heading: '÷ one', unit: 'ratio' },
      { key: 'busy', heading: 'busy', unit: 'share' },
      { key: 'workers_ms', heading: 'workers', unit: 'ms' },
      { key: 'api', heading: 'API', unit: 'ms' },
      { key: 'temporal', heading: 'Temporal', unit: 'ms' },
      { key: 'postgres', heading: 'PostgreSQL', unit: 'ms' },
      { key: 'simulator', heading: 'simulator', unit: 'ms' },
      { key: 'bench', heading: 'bench', unit: 'ms' },
      { key: 'limit', heading: 'limit: processors', unit: 'per_second' },
      { key: 'ratio', heading: 'limit ÷ rate', unit: 'ratio' },
    ],
    rows,
  };
}
