import type { ImportFault, ImportNotice } from './import-fault.ts';
import { findJsonSyntaxError } from './json-syntax-error.ts';
import { scanJsonStructure } from './json-structure.ts';
import type { TextRecord } from './line-splitter.ts';
import { positionIn } from './text-position.ts';

/** A record's value, or the place and the reason why it has none. */
export type JsonReading =
  { ok: true; value: unknown; notices: ImportNotice[] } | { ok: false; fault: ImportFault };

/** Parses the JSON text of one record; every fault is told with its line and column in the file. */
export function readJsonText(record: TextRecord): JsonReading {
  const { fault, roundedNumber } = scanJsonStructure(record.text);
  if (fault?.code === 'too_deep') return { ok: false, fault: placed(record, fault) };
  try {
    const value: unknown = JSON.parse(record.text);
    if (fault !== null) return { ok: false, fault: placed(record, fault) };
    return { ok: true, value, notices: roundedNumber === -1 ? [] : [roundingNotice(record, roundedNumber)] };
  } catch {
    const error = findJsonSyntaxError(record.text);
    const unknown = {
      offset: 0,
      reason: 'This is no valid JSON.',
      advice: 'Check the record with a JSON validator.',
    };
    return { ok: false, fault: placed(record, { code: 'syntax_error', ...(error ?? unknown) }) };
  }
}

function placed(
  record: TextRecord,
  { offset, ...fault }: Omit<ImportFault, 'line' | 'column' | 'field'> & { offset: number },
): ImportFault {
  return { ...positionIn(record.text, offset, record), field: null, ...fault };
}

function roundingNotice(record: TextRecord, offset: number): ImportNotice {
  return {
    ...positionIn(record.text, offset, record),
    field: null,
    code: 'number_rounded',
    reason:
      'A whole number is too long to be kept exactly and was rounded; in quotation marks it would be kept.',
  };
}
