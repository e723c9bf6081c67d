import { familyOf } from '../fine-tune/base-models.ts';
import type { FineTuneProvider } from '../fine-tune/fine-tune-provider.ts';

/** A day from which on models do not answer any more, and neither does what was tuned from them. */
export type KnownShutdown = {
  provider: FineTuneProvider;
  /** As `familyOf` names them, snapshots and tuned models included. */
  families: readonly string[];
  /** ISO 8601, in UTC. */
  date: string;
  /** Who says so, and when it was read. */
  source: string;
};

/**
 * What is known without asking a provider. What a provider itself says of a model goes before it. To be looked through
 * whenever `base-models.ts` is.
 */
export const knownShutdowns: readonly KnownShutdown[] = [
  {
    provider: 'openai',
    families: ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini'],
    date: '2027-01-14',
    source: 'Two secondary sources that agree, read in November 2026',
  },
];

/** When a model is shut down, and who says so. */
export type Shutdown = { date: string; source: string };

/** A model, as much of it as its shutdown depends on. */
export type WatchedModel = {
  provider: FineTuneProvider;
  /** The model's own name. */
  model: string;
  /** What it was tuned from; null for a base model. */
  baseModel: string | null;
  /** What its provider has said, if it has. */
  announcedAt: Date | null;
};

/** The shutdown of a model; null where none is known. */
export function findShutdown({ provider, model, baseModel, announcedAt }: WatchedModel): Shutdown | null {
  if (announcedAt !== null) {
    return { date: announcedAt.toISOString().slice(0, 10), source: 'The provider’s own list of models' };
  }
  const families = [model, ...(baseModel === null ? [] : [baseModel])].map(familyOf);
  const found = knownShutdowns.find(
    (known) => known.provider === provider && known.families.some((family) => families.includes(family)),
  );
  return found === undefined ? null : { date: found.date, source: found.source };
}

/** Whether the day has come: a model is not asked any more from its first minute in UTC on. */
export function isShutDown({ date }: Shutdown, now: Date): boolean {
  return now.getTime() >= Date.parse(`${date}T00:00:00Z`);
}
