import type { z } from 'zod';

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/**
 * Says in a plain sentence what is wrong with a value and what is allowed. Given to zod at parse time, so that a
 * message which a schema brings itself wins.
 */
export function plainIssue(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `Is missing. Give ${nameOfType(issue.expected)}.`
        : `Must be ${nameOfType(issue.expected)}, not ${nameOfValue(issue.input)}.`;
    case 'too_small':
      return `Must ${amount(issue.origin, 'at least', issue.minimum)}.`;
    case 'too_big':
      return `Must ${amount(issue.origin, 'at most', issue.maximum)}.`;
    case 'invalid_value':
      return `Must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`;
    case 'invalid_format':
      return `Must be ${formatNames[issue.format] ?? 'in the documented form'}.`;
    case 'unrecognized_keys':
      return 'Is not known here. Remove it, or check how it is written.';
    case 'not_multiple_of':
      return `Must be a multiple of ${issue.divisor}.`;
    default:
      return 'Is not one of the documented forms.';
  }
}

const formatNames: Record<string, string> = {
  uuid: 'a UUID, such as 01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11',
  url: 'a web address',
  email: 'an e-mail address',
  datetime: 'a date and time, such as 2026-01-31T12:00:00Z',
};

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function nameOfType(type: string): string {
  return typeNames[type] ?? `a value of type ${type}`;
}

function nameOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'something else';
  return nameOfType(typeof value);
}

function amount(origin: string, bound: string, limit: number | bigint): string {
  const count = Number(limit);
  if (origin === 'string') return `have ${bound} ${count} ${count === 1 ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'set')
    return `have ${bound} ${count} ${count === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${count}`;
}
