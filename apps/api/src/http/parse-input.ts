import { UnderstudyError, type FieldFault } from '@understudy/domain/errors/understudy-error';
import type { z } from 'zod';
import { plainIssue } from './plain-issue.ts';

/**
 * Parses input of a request by its schema.
 *
 * @throws UnderstudyError `validation_failed`, with every fault under the dotted path of its field
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: plainIssue });
  if (parsed.success) return parsed.data;
  throw validationFailed(parsed.error.issues.flatMap(toFaults));
}

/** The error that lists what is wrong with a request, field by field. */
export function validationFailed(faults: readonly FieldFault[]): UnderstudyError {
  const [first, ...rest] = faults;
  const more =
    rest.length === 0 ? '' : ` ${rest.length} more ${rest.length === 1 ? 'fault is' : 'faults are'} listed.`;
  const detail = first === undefined ? 'The request is not valid.' : `${toSentence(first)}${more}`;
  return new UnderstudyError('validation_failed', detail, { faults });
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
