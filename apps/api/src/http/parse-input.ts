import { clipText } from '@understudy/domain/errors/clip-text';
import { UnderstudyError, type FieldFault } from '@understudy/domain/errors/understudy-error';
import type { z } from 'zod';
import { plainIssue } from './plain-issue.ts';

/**
 * How many faults an answer lists, and how many characters of a field's path and of a message: a request may have a fault
 * for each of its entries, and both may quote what was sent.
 */
const most = { faults: 20, fieldCharacters: 200, messageCharacters: 1_000 };

/**
 * Parses input of a request by its schema.
 *
 * @param explain says what is wrong where the schema brings no message itself
 * @throws UnderstudyError `validation_failed`, with the faults under the dotted paths of their fields
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  explain: typeof plainIssue = plainIssue,
): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: explain });
  if (parsed.success) return parsed.data;
  throw validationFailed(parsed.error.issues.flatMap(toFaults));
}

/** The error that lists what is wrong with a request, field by field: each fault once, and not more than the first 20. */
export function validationFailed(faults: readonly FieldFault[]): UnderstudyError {
  const different = differentFaults(faults);
  const listed = different.slice(0, most.faults);
  const [first, ...rest] = listed;
  const left = different.length - listed.length;
  const unlisted = left === 0 ? '' : `, and ${left.toLocaleString('en')} ${left === 1 ? 'is' : 'are'} not`;
  const more =
    rest.length === 0
      ? ''
      : ` ${rest.length} more ${rest.length === 1 ? 'fault is' : 'faults are'} listed${unlisted}.`;
  const detail = first === undefined ? 'The request is not valid.' : `${toSentence(first)}${more}`;
  return new UnderstudyError('validation_failed', detail, { faults: listed });
}

/** Several rules of a schema may say the same of a value. */
function differentFaults(faults: readonly FieldFault[]): FieldFault[] {
  const clipped = faults.map((fault) => ({
    ...fault,
    field: clipText(fault.field, most.fieldCharacters),
    message: clipText(fault.message, most.messageCharacters),
  }));
  const identity = ({ field, message, file = '' }: FieldFault) => JSON.stringify([field, message, file]);
  return [...new Map(clipped.map((fault) => [identity(fault), fault])).values()];
}

/** Messages that begin with the name of their field say it once. */
function toSentence({ field, message }: FieldFault): string {
  const [name = ''] = field.split('.');
  const named = message.startsWith(`${name} `) || message.startsWith(`${name}:`);
  return named ? message : `${field}: ${message}`;
}

function toFaults(issue: z.core.$ZodIssue): FieldFault[] {
  const path = issue.path.map(String);
  const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
  return fields.map((field) => ({ field: field.join('.') || 'body', message: issue.message }));
}
