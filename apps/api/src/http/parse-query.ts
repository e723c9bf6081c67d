import { z } from 'zod';
import type { Operation } from './operation.ts';
import { parseInput } from './parse-input.ts';
import { plainIssue } from './plain-issue.ts';

const noParameters = z.object({});

/**
 * Parses the query of a request. A parameter that the operation does not have is refused: a misspelt filter would be no filter
 * at all, and the request would mean everything. Addresses that are open to everybody are opened from anywhere, with whatever
 * others put behind them, and take what they know.
 *
 * @throws UnderstudyError `validation_failed`, which names the parameter and those that there are
 */
export function parseQuery(
  { query, security }: Pick<Operation, 'query' | 'security'>,
  given: Readonly<Record<string, unknown>>,
): unknown {
  if (security === 'none') return query && parseInput(query, { ...given });
  const schema = query ?? noParameters;
  const names = Object.keys(schema.shape);
  const allowed =
    names.length === 0 ? 'This address takes no parameters.' : `The parameters are ${names.join(', ')}.`;
  const parsed = parseInput(schema.strict(), { ...given }, (issue) =>
    issue.code === 'unrecognized_keys' ? `Is not known here. ${allowed}` : plainIssue(issue),
  );
  return query && parsed;
}
