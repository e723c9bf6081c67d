import type { ExampleLabels } from '../examples/training-example.ts';
import type { FaultLog } from './fault-log.ts';
import type { FieldMapping } from './field-mapping.ts';
import { takeText, type ForeignRecord } from './take-text.ts';

/** The labels of a record, and the fields they are from. A value that is no label stays an extra field. */
export function readLabels(
  log: FaultLog,
  record: ForeignRecord,
  mapping: FieldMapping,
): { labels: ExampleLabels | undefined; fields: string[] } {
  const fields: string[] = [];
  const labels: ExampleLabels = {};
  for (const target of ['pattern_type', 'genre', 'source'] as const) {
    const field = mapping[target];
    const value = field === undefined ? undefined : record[field];
    if (field === undefined || typeof value !== 'string' || value === '') continue;
    labels[target] = takeText(log, [field], value);
    fields.push(field);
  }
  const field = mapping.quality_score;
  const score = field === undefined ? null : scoreOf(record[field]);
  if (field !== undefined && score !== null) {
    labels.quality_score = score;
    fields.push(field);
  }
  return { labels: fields.length === 0 ? undefined : labels, fields };
}

/** A quality score from 0 to 1; scores on another scale are not ours. */
function scoreOf(value: unknown): number | null {
  const score = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof score === 'number' && score >= 0 && score <= 1 ? score : null;
}
