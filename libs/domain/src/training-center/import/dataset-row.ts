import { isRecord } from './take-text.ts';
import type { FieldPath } from './import-fault.ts';

/** The record in a value of a file. */
export type RowContent = {
  record: unknown;
  /** Where the record is in the value. */
  path: FieldPath;
  /** Fields of which the file has only the beginning. */
  cutOff: string[];
};

/**
 * The record in a row as Hugging Face's datasets server writes it (`{"row_idx": 0, "row": {…}, "truncated_cells": []}`);
 * any other value is the record itself.
 */
export function contentOfRow(value: unknown): RowContent {
  if (!isRecord(value) || !('row_idx' in value) || !isRecord(value['row']))
    return { record: value, path: [], cutOff: [] };
  const truncated = value['truncated_cells'];
  const cutOff = Array.isArray(truncated) ? truncated.filter((name) => typeof name === 'string') : [];
  return { record: value['row'], path: ['row'], cutOff };
}
