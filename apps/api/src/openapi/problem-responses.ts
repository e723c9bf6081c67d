import { problemDefinitions, type ProblemCode } from '@understudy/domain/errors/problem-code';
import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import type { ZodOpenApiResponsesObject } from 'zod-openapi';
import { z } from 'zod';
import type { Operation } from '../http/operation.ts';
import { rateLimitKindOf } from '../rate-limits/rate-limit-kind.ts';

/** Every problem an operation can answer with: its own, and those that follow from its shape. */
export function problemsOf(operation: Operation): ProblemCode[] {
  const codes = new Set<ProblemCode>(operation.problems ?? []);
  const takesInput =
    operation.query !== undefined || operation.headers !== undefined || operation.body !== undefined;
  if (operation.security === 'bearer') {
    // Whatever the operation: parameters that it does not have are refused.
    codes
      .add('validation_failed')
      .add('authentication_required')
      .add('token_invalid')
      .add('token_keys_unavailable')
      .add('database_unavailable');
  }
  if (operation.params !== undefined) codes.add('not_found');
  if (takesInput || operation.multipart !== undefined) codes.add('validation_failed');
  if (operation.query !== undefined && 'cursor' in operation.query.shape) codes.add('malformed_request');
  if (operation.body !== undefined || operation.multipart !== undefined) {
    codes.add('malformed_request').add('payload_too_large').add('unsupported_media_type');
    codes.add('request_timeout');
  }
  if (rateLimitKindOf(operation) !== undefined) codes.add('rate_limited');
  codes.add('internal_error');
  return [...codes];
}

/** The problem answers of an operation, one per HTTP status, each listing its stable codes with an example. */
export function problemResponses(operation: Operation): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(problemsOf(operation), (code) => problemDefinitions[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      `${status}`,
      {
        description: codes.map((code) => `\`${code}\`: ${problemDefinitions[code].title}.`).join(' '),
        ...headersOf(status),
        content: {
          'application/problem+json': {
            schema: problemDetailsSchema,
            examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
          },
        },
      },
    ]),
  );
}

/** What every counted request is answered with, and what one too many is told besides. */
const rateLimitHeaders = z.object({
  'retry-after': z.int().meta({ description: 'Seconds after which the request may be repeated', example: 7 }),
  ratelimit: z.string().optional().meta({
    description:
      'Requests that are left (`r`) and seconds until they are all there again (`t`), by what they count as',
    example: '"reads"; r=0; t=7',
  }),
  'ratelimit-policy': z.string().optional().meta({
    description: 'Requests (`q`) in so many seconds (`w`)',
    example: '"reads"; q=3000; w=10; pk=:ZDk4YjMyMDEwZjQ5:',
  }),
});

/** What is not reachable says when to ask again. */
const unavailableHeaders = rateLimitHeaders.pick({ 'retry-after': true });

function headersOf(status: number): { headers?: z.ZodObject } {
  if (status === 429) return { headers: rateLimitHeaders };
  return status === 503 ? { headers: unavailableHeaders } : {};
}

function exampleOf(code: ProblemCode) {
  const { status, title } = problemDefinitions[code];
  const example = { type: `/docs/problems#${code}`, title, status, detail: `${title}.`, code };
  if (code !== 'validation_failed') return example;
  return { ...example, errors: [{ field: 'limit', message: 'Must be at most 200' }] };
}
