import { z } from 'zod';
import { batchShapeSchema, type BatchShape } from '../batch-shape.ts';

/** Systems that the product is compared with; `plain` is the limit, and not durable. */
export const peerNames = [
  'plain',
  'dbos',
  'dbos-lanes',
  'pg-boss',
  'bullmq-postgres',
  'bullmq-redis',
] as const;
export type PeerName = (typeof peerNames)[number];

/** One item of a batch, as it travels through the queue of a peer. */
export type ItemJob = Pick<BatchShape, 'batchId' | 'seed'> & { index: number };

/** Makes the call for an item and writes its row. Doing it twice leaves one row. */
export type WorkOnItem = (job: ItemJob) => Promise<void>;

/** What a peer is started with. */
export type PeerSettings = {
  /** The peer's own database on the server that the product uses, too. */
  databaseUrl: string;
  /** Only for the peer that keeps its jobs in Redis. */
  redisPort: number | undefined;
  /** Items in the works at the same time. */
  concurrency: number;
  workOnItem: WorkOnItem;
};

/** A running peer. It has begun to work on whatever an earlier process of it left behind. */
export type Peer = {
  /** Accepts a batch, durably where the peer is durable. Resolves when it is accepted or, for `plain`, done. */
  submit: (batch: BatchShape) => Promise<void>;
};

export type StartPeer = (settings: PeerSettings) => Promise<Peer>;

/** What the bench tells the process of a peer. A batch that is not new is one that was under way at a kill. */
export const peerCommandSchema = z.object({ batch: batchShapeSchema, isNew: z.boolean() });
export type PeerCommand = z.infer<typeof peerCommandSchema>;

/** What the process of a peer tells the bench. */
export const peerReportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('done'), batchId: z.uuid() }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
export type PeerReport = z.infer<typeof peerReportSchema>;

/** All jobs of a batch. */
export function itemJobs({ batchId, seed, numExamples }: BatchShape): ItemJob[] {
  return Array.from({ length: numExamples }, (_, index) => ({ batchId, seed, index }));
}
