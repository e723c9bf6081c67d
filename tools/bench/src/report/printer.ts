import colours from 'picocolors';
import { formatCell, renderTable, type Table, type Unit } from './table.ts';

/** A figure that the product has promised to stay under. */
export interface Target {
  /** Its key in the JSON report. */
  readonly name: string;
  readonly subject: string;
  readonly measured: number;
  readonly below: number;
  readonly unit: Unit;
}

/** Where a bench says what it has measured. */
export interface Printer {
  /** A line on what is being done or how something was measured. */
  readonly note: (text: string) => void;
  readonly table: <Key extends string>(table: Table<Key>) => void;
  readonly target: (target: Target) => void;
}

/** What a bench has printed, for programs. */
export interface BenchReport {
  readonly notes: string[];
  readonly tables: Record<string, readonly Readonly<Record<string, string | number | null>>[]>;
  readonly targets: Record<string, { measured: number; below: number; unit: Unit; met: boolean }>;
}

/** A printer that writes for people with `write` and keeps the same figures, unrounded, in the report. */
export function createPrinter(write: (text: string) => void): { print: Printer; report: BenchReport } {
  const report: BenchReport = { notes: [], tables: {}, targets: {} };
  const print: Printer = {
    note(text) {
      report.notes.push(text);
      write(`${colours.dim(text)}\n`);
    },
    table(table) {
      report.tables[table.name] = table.rows;
      write(`\n${renderTable(table)}\n\n`);
    },
    target({ name, subject, measured, below, unit }) {
      const met = measured < below;
      report.targets[name] = { measured, below, unit, met };
      const verdict = met ? colours.green('met') : colours.red('missed');
      write(
        `Target ${verdict}: ${subject} ${formatCell(measured, unit)}, to be under ${formatCell(below, unit)}.\n`,
      );
    },
  };
  return { print, report };
}
