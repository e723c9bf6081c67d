import { z } from 'zod';

/** Everything that can be made to go wrong. The README says what each one does. */
export const faultKinds = [
  'latency',
  'rate_limit',
  'quota_exhausted',
  'server_error',
  'unavailable',
  'timeout',
  'drop_after',
  'truncated_stream',
  'malformed_json',
  'malformed_output',
  'refusal',
  'content_filter',
  'invalid_api_key',
  'permission_denied',
  'model_not_found',
] as const;

/** How a fault shows: its kind and the details that some kinds take. */
export const faultSchema = z.object({
  kind: z.enum(faultKinds),
  /** Seconds that the client is told to wait; fractions are allowed. */
  retry_after: z.number().min(0).max(3600).optional(),
  /** Milliseconds before the answer. */
  latency_ms: z.number().min(0).max(600_000).optional(),
  /** Status instead of the kind's own. */
  status: z.int().min(400).max(599).optional(),
  /** Bytes that are sent before the connection is cut. */
  after_bytes: z.int().min(0).optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** A fault that waits for the calls it is meant for. */
export const faultRuleSchema = faultSchema.extend({
  match: z
    .strictObject({
      /** The call's path starts with this. */
      path: z.string().optional(),
      method: z.enum(['GET', 'POST', 'DELETE']).optional(),
      schema: z.string().optional(),
      model: z.string().optional(),
      key: z.string().optional(),
    })
    .default({}),
  /** How often it fires; null is without end. Once when left out, without end when a probability is given. */
  times: z.int().min(1).nullable().optional(),
  /** Chance of firing on each matching call, drawn from `seed`. */
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().default(1),
});
export type FaultRule = z.infer<typeof faultRuleSchema>;
