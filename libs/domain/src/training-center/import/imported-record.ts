import type { TrainingExample } from '../examples/training-example.ts';
import type { ImportFault, ImportNotice, Reading } from './import-fault.ts';
import { fieldOf, type FieldPath } from './import-fault.ts';
import type { TextPosition } from './text-position.ts';

/** What became of one record of a file. */
export type ImportedRecord =
  | {
      ok: true;
      /** Number of the record in the file, from 1. */
      record: number;
      /** Line on which it begins, from 1. */
      line: number;
      example: TrainingExample;
      notices: ImportNotice[];
    }
  | { ok: false; record: number; line: number; faults: ImportFault[] };

/** Takes a file in pieces, and gives what became of its records as they are complete. */
export type ImportReader = {
  push(chunk: string): ImportedRecord[];
  end(): ImportedRecord[];
};

/** Finds the place of a field in the file; null where only the record's is known. */
export type Locate = (path: FieldPath) => { line: number; column: number | null };

/** A record whose faults and notices have their places in the file. */
export function placeReading(
  reading: Reading<TrainingExample>,
  record: number,
  { line }: TextPosition,
  locate: Locate,
  notices: readonly ImportNotice[] = [],
): ImportedRecord {
  if (reading.ok) {
    const placed = reading.notices.map(({ path, ...notice }) => ({
      ...locate(path),
      field: fieldOf(path),
      ...notice,
    }));
    return { ok: true, record, line, example: reading.value, notices: [...notices, ...placed] };
  }
  const faults = reading.faults.map(({ path, ...fault }) => ({
    ...locate(path),
    field: fieldOf(path),
    ...fault,
  }));
  return { ok: false, record, line, faults };
}
