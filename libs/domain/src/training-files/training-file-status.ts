import { z } from 'zod';

/**
 * The states of a training file: `building` until its first artefact is complete, `active` from then on, also while a new
 * artefact is built; `failed` where the first could not be built.
 */
export const trainingFileStatuses = ['building', 'active', 'failed'] as const;
export const trainingFileStatusSchema = z.enum(trainingFileStatuses).meta({ id: 'TrainingFileStatus' });
export type TrainingFileStatus = z.infer<typeof trainingFileStatusSchema>;
