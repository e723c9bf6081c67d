import type { ChatModels } from '../providers/chat-models.ts';
import type { ObjectStorage } from '../storage/object-storage.ts';
import type { Database } from '@understudy/db/database';
import type { TrainAvatarInput } from '@understudy/domain/training-sessions/training-session-contract';

/** What the activities of a training session need from outside. */
export type TrainingDependencies = {
  database: Database;
  storage: ObjectStorage;
  models: ChatModels;
  /** Items that a lane works on at the same time. */
  windows: { vision: number; text: number };
};

/** What every activity of a training session is handed: IDs only. */
export type TrainingReference = TrainAvatarInput;
