import { getTableName } from 'drizzle-orm';
import { autoTrainRejections } from './auto-train.ts';
import { avatarFineTuneEvents } from './fine-tune.ts';
import { promptVersionActivations } from './prompt-versions.ts';
import { providerCalls } from './provider-calls.ts';
import { runEvents } from './runs.ts';
import { avatarTrainingLogs } from './training-sessions.ts';

/**
 * Tables that are a record of what happened: the application role may add to them and read them. Their rows go only
 * when what they belong to is deleted, by cascade, which PostgreSQL carries out with the owner's rights.
 */
export const appendOnlyTables: readonly string[] = [
  runEvents,
  avatarTrainingLogs,
  promptVersionActivations,
  providerCalls,
  autoTrainRejections,
  avatarFineTuneEvents,
].map(getTableName);
