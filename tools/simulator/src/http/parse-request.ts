import type { z } from 'zod';
import { invalidRequest } from './provider-error.ts';
import type { ProviderError } from './provider-error.ts';

/**
 * Parses a request body and words the first fault as the real service does, with the parameter that is wrong.
 *
 * @throws {ProviderError} 400 `invalid_request_error`.
 */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidRequest('We could not parse the JSON body of your request.', null);
  }
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw toInvalidRequest(parsed.error.issues);
}

function toInvalidRequest(issues: readonly z.core.$ZodIssue[]): ProviderError {
  const issue = deepest(issues);
  if (issue === undefined) return invalidRequest('Invalid request.', null);
  const param = parameterName(issue.path);
  if (issue.input === undefined) {
    return invalidRequest(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
  }
  return describe(issue, param);
}

/** Inside of a union the branch that got furthest says best what is wrong. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const [first] = issues;
  if (first?.code !== 'invalid_union') return first;
  const inner = first.errors
    .flatMap((branch) => branch.slice(0, 1))
    .map((issue) => ({ ...issue, path: [...first.path, ...issue.path] }))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (inner === undefined) return first;
  if (inner.path.length > first.path.length) return deepest([inner]);
  const ranged = first.errors.flat().find(({ code }) => code === 'too_small' || code === 'too_big');
  return ranged === undefined ? first : { ...ranged, path: first.path };
}

function describe(issue: z.core.$ZodIssue, param: string): ProviderError {
  switch (issue.code) {
    case 'invalid_value':
      return invalidRequest(
        `Invalid value: '${String(issue.input)}'. Supported values are: ${issue.values.map((value) => `'${String(value)}'`).join(', ')}.`,
        param,
        'invalid_value',
      );
    case 'too_small':
      return issue.origin === 'array'
        ? invalidRequest(
            `Invalid '${param}': empty array. Expected an array with minimum length ${issue.minimum}, but got an empty array instead.`,
            param,
            'empty_array',
          )
        : invalidRequest(
            `Invalid '${param}': below minimum value. Expected a value >= ${issue.minimum}, but got ${shown(issue.input)} instead.`,
            param,
            issue.origin === 'string' ? 'empty_string' : 'integer_below_min_value',
          );
    case 'too_big':
      if (issue.origin === 'string') return tooLong(param, issue.maximum, issue.input);
      return invalidRequest(
        `Invalid '${param}': above maximum value. Expected a value <= ${issue.maximum}, but got ${shown(issue.input)} instead.`,
        param,
        'integer_above_max_value',
      );
    case 'invalid_format':
      return invalidRequest(
        `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '${issue.pattern ?? issue.format}'.`,
        param,
        'invalid_value',
      );
    default:
      return invalidRequest(
        `Invalid type for '${param}': expected ${expected(issue)}, but got ${typeName(issue.input)} instead.`,
        param,
        'invalid_type',
      );
  }
}

/** A text longer than the service takes. */
export function tooLong(param: string, maximum: number | bigint, text: unknown): ProviderError {
  const length = typeof text === 'string' ? text.length : 0;
  return invalidRequest(
    `Invalid '${param}': string too long. Expected a string with maximum length ${maximum}, but got a string with length ${length} instead.`,
    param,
    'string_above_max_length',
  );
}

/** `messages[0].role`, as the service writes it. */
function parameterName(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

const expected = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_type' ? `one of type ${issue.expected}` : 'another value';

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
