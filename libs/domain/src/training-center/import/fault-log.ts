import type {
  FieldPath,
  ImportFaultCode,
  ImportNoticeCode,
  RecordFault,
  RecordNotice,
  Reading,
} from './import-fault.ts';
import { fieldOf } from './import-fault.ts';

/** How the file writes the value at a path, or what begins there. */
export type SourceOf = (path: FieldPath) => string;

/** Collects what is wrong with one record while it is read, so that all of it is told at once. */
export class FaultLog {
  readonly faults: RecordFault[] = [];
  readonly notices: RecordNotice[] = [];
  readonly #sourceOf: SourceOf | undefined;

  /** @param sourceOf how the file writes a value, where it has a text of its own */
  constructor(sourceOf?: SourceOf) {
    this.#sourceOf = sourceOf;
  }

  /** A number as the file writes it: 1.50 is a text of four characters, and 1.5 one of three. */
  writtenNumber(path: FieldPath, value: number): string {
    const source = this.#sourceOf?.(path) ?? '';
    return Number(source) === value && source.trim() !== '' ? source : String(value);
  }

  /** Notes a fault and gives null, which readers hand on as "no value". */
  fault(path: FieldPath, code: ImportFaultCode, reason: string, advice: string): null {
    this.faults.push({ path, code, reason, advice });
    return null;
  }

  notice(path: FieldPath, code: ImportNoticeCode, reason: string): void {
    this.notices.push({ path, code, reason });
  }

  /** Notes that a field is not there. */
  missing(path: FieldPath): null {
    return this.fault(
      path,
      'missing_field',
      `The field ${quoted(path)} is missing.`,
      'Add it, or map another field to it.',
    );
  }

  /** Notes that a value is of another kind than expected, such as "a list of messages". */
  wrongType(path: FieldPath, expected: string, found: unknown): null {
    if (found === undefined) return this.missing(path);
    const reason = `${quoted(path)} should be ${expected}, and is ${kindOf(found)}.`;
    return this.fault(path, 'wrong_type', reason, `Write ${expected} there.`);
  }

  /** The reading of the record: its value unless anything was wrong. */
  reading<Value>(value: Value | null): Reading<Value> {
    if (value === null || this.faults.length > 0) return { ok: false, faults: this.faults };
    return { ok: true, value, notices: this.notices };
  }
}

/** A field's name between quotation marks, or "The record". */
export function quoted(path: FieldPath): string {
  const field = fieldOf(path);
  return field === null ? 'The record' : `“${field}”`;
}

/** What a JSON value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'string') return value.trim() === '' ? 'an empty text' : 'a text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return 'an object';
}
