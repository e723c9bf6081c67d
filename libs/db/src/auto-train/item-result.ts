import type { Genre } from '@understudy/domain/auto-train/genres';
import type { Signature } from '@understudy/domain/auto-train/near-duplicates';
import type { RejectionReason } from '@understudy/domain/auto-train/rejection-reason';
import type { Settlement } from '../budget/settle.ts';

/** An attempt at an item that gave no example. */
export type ItemRejection = {
  /** From 1. */
  attempt: number;
  reason: RejectionReason;
  /** A sentence for people. */
  message: string;
  /** Beginning of what was turned down; null where there was no text. */
  excerpt: string | null;
};

type FinishedItem = {
  /** From 0. */
  itemIndex: number;
  /** Attempts at the item, this one included. */
  attempts: number;
  genre: Genre;
  promptIndex: number;
  modifierIndex: number;
  /** How the ensemble voted, and what became of its members: JSON, read back as it is. */
  votes: unknown;
  members: unknown;
  /** Attempts that were turned down before. Those that are stored already may be repeated. */
  rejections: readonly ItemRejection[];
  /** Calls of this item that are to be settled, those of rejected attempts included. */
  settlements: readonly Settlement[];
  /** Cost of all attempts in US dollars. */
  costUsd: number;
  inputTokens: number;
  outputTokens: number;
  durationMs: number;
};

/** An item with an example that is worth keeping. */
export type AcceptedItem = FinishedItem & {
  status: 'accepted';
  instruction: string;
  story: string;
  /** `signatureOf` the story. */
  signature: Signature;
  /** 0 to 10. */
  qualityScore: number;
  /** 0 to 10; null without a judge. */
  judgeScore: number | null;
};

/** An item that was given up. */
export type FailedItem = FinishedItem & {
  status: 'failed';
  reason: RejectionReason;
  /** A sentence for people. */
  message: string;
};

/** What became of an item. */
export type ItemResult = AcceptedItem | FailedItem;
