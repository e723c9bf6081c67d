import { z } from 'zod';

/** Path parameters of an operation on one resource. */
export const idParams = z.strictObject({ id: z.uuid().describe('ID of the resource') });

/** Headers of an answer that names where the started run can be followed. */
export const startedRunHeaders = z.object({
  location: z.string().meta({ description: 'Address of the run', example: '/api/runs/0190…' }),
});

/** Set on an answer that repeats an earlier one. */
export const replayedHeaders = z.object({
  'idempotent-replayed': z
    .literal('true')
    .optional()
    .meta({ description: 'Set when this answers with the run of an earlier, identical request' }),
});

/** Request header by which a repeated request is known as the same one. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'Give 1 to 200 visible ASCII characters')
    .optional()
    .meta({
      description:
        'Any text of 1–200 visible ASCII characters that is new for every new intention. ' +
        'Repeating the same request with the same key answers with the run that the first one started.',
      example: '7f9c2ba4-train-1',
    }),
});
