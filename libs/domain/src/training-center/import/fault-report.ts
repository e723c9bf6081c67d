import { csvRow } from '../formats/csv-cell.ts';
import type { ImportFault } from './import-fault.ts';

/** The first row of a fault report. */
export const faultReportHeader: string = `\uFEFF${csvRow(['line', 'column', 'field', 'code', 'reason', 'what_to_do'])}`;

/** A fault as a row of the report that people download. */
export function faultReportRow({ line, column, field, code, reason, advice }: ImportFault): string {
  return csvRow([String(line), column === null ? '' : String(column), field ?? '', code, reason, advice]);
}
