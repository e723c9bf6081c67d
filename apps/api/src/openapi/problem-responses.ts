import { problemDefinitions, type ProblemCode } from '@understudy/domain/errors/problem-code';
import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import type { ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Operation } from '../http/operation.ts';

/** Every problem an operation can answer with: its own, and those that follow from its shape. */
export function problemsOf(operation: Operation): ProblemCode[] {
  const codes = new Set<ProblemCode>(operation.problems ?? []);
  const takesInput =
    operation.query !== undefined || operation.headers !== undefined || operation.body !== undefined;
  if (operation.security === 'bearer') {
    codes.add('authentication_required').add('token_invalid').add('database_unavailable');
  }
  if (operation.params !== undefined) codes.add('not_found');
  if (takesInput || operation.multipart !== undefined) codes.add('validation_failed');
  if (operation.body !== undefined || operation.multipart !== undefined) {
    codes.add('malformed_request').add('payload_too_large').add('unsupported_media_type');
  }
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

function exampleOf(code: ProblemCode) {
  const { status, title } = problemDefinitions[code];
  const example = { type: `/docs/problems#${code}`, title, status, detail: `${title}.`, code };
  if (code !== 'validation_failed') return example;
  return { ...example, errors: [{ field: 'limit', message: 'Must be at most 200' }] };
}
