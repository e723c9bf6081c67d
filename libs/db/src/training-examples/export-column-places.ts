import type { ColumnPlaces } from '../bulk/copied-rows.ts';

/** What is sent of an example: columns of text where it is of texts alone, and otherwise `row`, the whole of it in JSON. */
export const exportColumns = [
  'question',
  'response',
  'rejected_response',
  'pattern_type',
  'genre',
  'quality_score',
  'source',
  'row',
] as const;

/** A column of what is sent. */
export type ExportColumn = (typeof exportColumns)[number];

const placeOf: ReadonlyMap<ExportColumn, number> = new Map(
  exportColumns.map((column, place) => [column, 2 * place]),
);

/** Where a column begins within the bytes of a row. */
export function beginningOf(places: ColumnPlaces, column: ExportColumn): number {
  return places[placeOf.get(column) ?? 0] ?? 0;
}

/** Where a column ends within the bytes of a row: before it begins, where it is null. */
export function endOf(places: ColumnPlaces, column: ExportColumn): number {
  return places[(placeOf.get(column) ?? 0) + 1] ?? -1;
}
