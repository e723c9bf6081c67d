import { z } from 'zod';
import { progressSchema, runStatusSchema } from './run.ts';

/** What can happen in the life of a run. Item events carry the item in `data`. */
export const runEventTypes = [
  'run_queued',
  'run_started',
  'phase_started',
  'phase_completed',
  'item_completed',
  'item_failed',
  'note',
  'run_paused',
  'run_resumed',
  'run_retried',
  'run_completed',
  'run_failed',
  'run_cancelled',
] as const;
export const runEventTypeSchema = z.enum(runEventTypes);
export type RunEventType = z.infer<typeof runEventTypeSchema>;

export const runEventLevelSchema = z.enum(['info', 'warning', 'error']);
export type RunEventLevel = z.infer<typeof runEventLevelSchema>;

/**
 * One thing that happened in a run: a row in `run_events`, a server-sent event, a line of the log. Events of a run are
 * numbered 1, 2, 3 … without a gap in the order in which they were committed; the number is the server-sent event's ID.
 */
export const runEventSchema = z
  .object({
    run_id: z.uuid(),
    sequence: z.int().min(1),
    type: runEventTypeSchema,
    level: runEventLevelSchema,
    phase: z.string(),
    message: z.string(),
    data: z.record(z.string(), z.json()),
    status: runStatusSchema.describe('Status of the run after this event'),
    progress: progressSchema.describe('Progress of the run after this event'),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'RunEvent' });
export type RunEvent = z.infer<typeof runEventSchema>;

/** Types after which a stream of events may end. A retry opens a new one. */
export const endingEventTypes: ReadonlySet<RunEventType> = new Set([
  'run_completed',
  'run_failed',
  'run_cancelled',
]);
