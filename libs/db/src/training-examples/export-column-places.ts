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

/** Where a column is within the bytes of a row; one that is null ends before it begins. */
export function placesOf(places: ColumnPlaces, column: (typeof exportColumns)[number]): [number, number] {
  const at = 2 * exportColumns.indexOf(column);
  return [places[at] ?? 0, places[at + 1] ?? -1];
}
