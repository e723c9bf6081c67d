import { z } from 'zod';

/** Where a conversation stands on its way into a training file. Only completed ones are taken. */
export const enrichmentStatuses = ['pending', 'running', 'completed', 'failed'] as const;
export const enrichmentStatusSchema = z.enum(enrichmentStatuses).meta({ id: 'EnrichmentStatus' });
export type EnrichmentStatus = z.infer<typeof enrichmentStatusSchema>;
