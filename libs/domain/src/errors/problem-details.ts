import { z } from 'zod';
import { problemCodeSchema } from './problem-code-schema.ts';
import { problemDefinitions } from './problem-code.ts';
import type { UnderstudyError } from './understudy-error.ts';

/** RFC 9457 problem details, with a stable `code` and the faults field by field. */
export const problemDetailsSchema = z
  .object({
    type: z.string().describe('A URI reference that identifies the kind of problem'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What went wrong, and what to do about it'),
    code: problemCodeSchema.describe('Stable: clients may switch on it'),
    retry_after: z
      .int()
      .optional()
      .describe('Seconds after which the request may be repeated, as in the header Retry-After'),
    instance: z.string().optional().describe('The request this is about'),
    errors: z
      .array(
        z.object({
          field: z.string().describe('Dotted path of the field, or the name of the header or parameter'),
          message: z.string(),
          code: problemCodeSchema.optional(),
          file: z.string().optional().describe('Name of the file, where the fault is in a file'),
        }),
      )
      .optional(),
  })
  .meta({ id: 'ProblemDetails', description: 'An error, as RFC 9457 problem details' });

/** RFC 9457 problem details. */
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;

/** The problem details of an error; `instance` names the request. */
export function toProblemDetails(error: UnderstudyError, instance?: string): ProblemDetails {
  const { status, title } = problemDefinitions[error.code];
  return {
    type: `/docs/problems#${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    ...(error.retryAfterMs === undefined ? {} : { retry_after: Math.ceil(error.retryAfterMs / 1000) }),
    ...(instance === undefined ? {} : { instance }),
    ...(error.faults.length === 0 ? {} : { errors: [...error.faults] }),
  };
}
