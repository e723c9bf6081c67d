import { z } from 'zod';

/** Everything that can be wrong with a record. Stable: clients may switch on it. */
export const importFaultCodes = [
  'syntax_error',
  'record_too_long',
  'too_deep',
  'duplicate_key',
  'forbidden_key',
  'number_out_of_range',
  'not_an_object',
  'unknown_format',
  'missing_field',
  'wrong_type',
  'unknown_role',
  'empty_text',
  'no_answer',
  'no_question',
  'too_many_turns',
  'invalid_tool_call',
  'invalid_tools',
  'invalid_value',
  'identical_pair',
  'marked_as_bad',
  'column_count',
] as const;
export const importFaultCodeSchema = z.enum(importFaultCodes).meta({ id: 'ImportFaultCode' });
export type ImportFaultCode = (typeof importFaultCodes)[number];

/** What was changed or is worth knowing about a record that was taken. */
export const importNoticeCodes = [
  'text_repaired',
  'unreadable_characters',
  'number_rounded',
  'weight_ignored',
  'formula_guard_removed',
] as const;
export const importNoticeCodeSchema = z.enum(importNoticeCodes).meta({ id: 'ImportNoticeCode' });
export type ImportNoticeCode = (typeof importNoticeCodes)[number];

const place = {
  line: z.int().min(1).describe('Line of the file, from 1'),
  column: z
    .int()
    .min(1)
    .nullable()
    .describe('Character of the line, from 1; null where the whole record is meant'),
  field: z.string().nullable().describe('Such as `messages[2].content`, or the name of a column'),
};

/** A reason why a record is not taken, where it is, and what to do about it. */
export const importFaultSchema = z
  .object({ ...place, code: importFaultCodeSchema, reason: z.string(), advice: z.string() })
  .meta({ id: 'ImportFault' });
export type ImportFault = z.infer<typeof importFaultSchema>;

/** Something about a record that was taken. */
export const importNoticeSchema = z
  .object({ ...place, code: importNoticeCodeSchema, reason: z.string() })
  .meta({ id: 'ImportNotice' });
export type ImportNotice = z.infer<typeof importNoticeSchema>;

/** The way to a value in a record: keys of objects and indices of lists. */
export type FieldPath = readonly (string | number)[];

/** A fault whose place in the file is not known yet. */
export type RecordFault = { path: FieldPath; code: ImportFaultCode; reason: string; advice: string };

/** A notice whose place in the file is not known yet. */
export type RecordNotice = { path: FieldPath; code: ImportNoticeCode; reason: string };

/** What reading a record gives: a value, or why there is none. */
export type Reading<Value> =
  | { ok: true; value: Value; notices: readonly RecordNotice[] }
  | { ok: false; faults: readonly RecordFault[] };

/** A path as people write it: `messages[2].content`; null for the record itself. */
export function fieldOf(path: FieldPath): string | null {
  if (path.length === 0) return null;
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${String(key)}]` : text === '' ? key : `${text}.${key}`,
    '',
  );
}
