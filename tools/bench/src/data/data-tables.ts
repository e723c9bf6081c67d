import type { ExampleFormat } from '@understudy/domain/training-center/formats/example-format';
import { medianOf } from '../measuring/distribution.ts';
import type { Table } from '../report/table.ts';
import type { DataMeasurement } from './measure-data.ts';

/** One data set, in and out. */
export interface DataRound {
  readonly examples: number;
  readonly imported: DataMeasurement;
  /** Downloads, each with the time of a COPY of the same rows right before it, in milliseconds. */
  readonly exported: readonly ({
    readonly format: ExampleFormat;
    readonly copyMs: number;
  } & DataMeasurement)[];
  readonly copyIn: { readonly table: number; readonly bareTable: number };
}

const megabyte = 2 ** 20;

/** What COPY takes to read the rows, in milliseconds. */
export const medianOfCopies = (measured: readonly DataRound[]): number =>
  medianOf(measured.flatMap(({ exported }) => exported.map(({ copyMs }) => copyMs)));

/** Rates in and out, each with that of COPY. */
export function dataTable(measured: readonly DataRound[]): Table {
  const examples = measured[0]?.examples ?? 0;
  const copyIn = medianOf(measured.map(({ copyIn: { table } }) => table));
  const bare = medianOf(measured.map(({ copyIn: { bareTable } }) => bareTable));
  const copyOut = medianOfCopies(measured);
  const row = (what: string, runs: readonly DataMeasurement[], copyMs: number) => {
    const ms = medianOf(runs.map((one) => one.ms));
    const bytes = medianOf(runs.map((one) => one.bytes));
    return {
      what,
      ms,
      rows: (examples / ms) * 1_000,
      megabytes: `${(bytes / megabyte / (ms / 1_000)).toFixed(1)} MB/s`,
      share: copyMs / ms,
      api: peak(runs.map(({ apiPeakBytes }) => apiPeakBytes)),
      worker: peak(runs.map(({ workerPeakBytes }) => workerPeakBytes)),
    };
  };
  const peer = (what: string, ms: number, copyMs: number) => ({
    what,
    ms,
    rows: (examples / ms) * 1_000,
    megabytes: '',
    share: copyMs / ms,
    api: null,
    worker: null,
  });
  const formats = measured[0]?.exported.map(({ format }) => format) ?? [];
  return {
    name: 'data',
    title: `${examples.toLocaleString('en')} examples, in and out`,
    columns: [
      { key: 'what', heading: 'what', unit: 'text' },
      { key: 'ms', heading: 'time', unit: 'ms' },
      { key: 'rows', heading: 'examples', unit: 'per_second' },
      { key: 'megabytes', heading: 'data', unit: 'text' },
      { key: 'share', heading: 'of COPY’s rate', unit: 'share' },
      { key: 'api', heading: 'API peak', unit: 'megabytes' },
      { key: 'worker', heading: 'worker peak', unit: 'megabytes' },
    ],
    rows: [
      row(
        'import, validated',
        measured.map(({ imported }) => imported),
        copyIn,
      ),
      peer('  COPY into the same table', copyIn, copyIn),
      peer('  COPY into a table without indexes', bare, copyIn),
      ...formats.map((format) =>
        row(
          `export as ${format}`,
          measured.flatMap(({ exported }) => exported.filter((one) => one.format === format)),
          copyOut,
        ),
      ),
      peer('  COPY of the same rows', copyOut, copyOut),
    ],
  };
}

function peak(bytes: readonly (number | null)[]): number | null {
  const known = bytes.filter((one) => one !== null);
  return known.length === 0 ? null : Math.max(...known) / megabyte;
}
