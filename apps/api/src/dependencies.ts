import type { ChatModels } from '@understudy/activities/providers/chat-models';
import type { EmbeddingModel } from '@understudy/activities/providers/embedding-model';
import type { ChatService } from '@understudy/activities/chat/chat-service';
import type { FineTuneSettings } from '@understudy/activities/fine-tune/fine-tune-reference';
import type { ObjectStorage } from '@understudy/activities/storage/object-storage';
import type { Client } from '@temporalio/client';
import type { Database } from '@understudy/db/database';
import type { RunLinks } from '@understudy/db/runs/run-mapping';
import type { Logger } from 'pino';
import type { AutoTrainConfiguration } from './auto-train/auto-train-environment.ts';
import type { Authenticate } from './authentication/authenticate.ts';
import type { TokenSettings } from './authentication/token-settings.ts';
import type { DownloadLinkSettings } from './downloads/download-links.ts';
import type { ImportConfiguration } from './training-imports/import-environment.ts';
import type { NoteStream } from './rate-limits/open-streams.ts';
import type { CountRequest } from './rate-limits/request-limiter.ts';
import type { AccessSettings } from './security/security-environment.ts';
import type { RunEventHub } from './runs/run-event-hub.ts';
import type { RunStarts } from './runs/run-starts.ts';

/** What the API says about the installation it belongs to. */
export type Installation = {
  production: boolean;
  /** Providers that the simulator stands in for. */
  simulatedProviders: readonly string[];
  /** Address of Temporal's own page, where there is one. */
  temporalUiUrl: string | undefined;
  tokens: TokenSettings;
  /** Folder of the built web page, where there is one. */
  webFolder: string | undefined;
};

/** Everything the operations work with. Tests hand in real parts of their own. */
export type ApiDependencies = {
  installation: Installation;
  authenticate: Authenticate;
  access: AccessSettings;
  countRequest: CountRequest;
  noteStream: NoteStream;
  database: Database;
  storage: ObjectStorage;
  downloadLinks: DownloadLinkSettings;
  temporal: Client;
  runStarts: RunStarts;
  runEvents: RunEventHub;
  runLinks: RunLinks;
  models: ChatModels;
  embeddings: EmbeddingModel;
  chat: ChatService;
  autoTrain: AutoTrainConfiguration;
  trainingImports: ImportConfiguration;
  fineTuning: FineTuneSettings;
  logger: Logger;
  /** Checks every answer against its declared schema: for development and tests, where a deviation is a defect. */
  checkAnswers: boolean;
};
