import { baseModelOf } from '../fine-tuning/tunable-models.ts';

/** Models that the service has announced to switch off, with the day (ISO 8601 date). */
const announced: Readonly<Record<string, string>> = {
  'gpt-4.1': '2027-01-14',
  'gpt-4.1-mini': '2027-01-14',
  'gpt-4o': '2027-01-14',
  'gpt-4o-mini': '2027-01-14',
};
/** `gpt-4o-2024-08-06` is a snapshot of `gpt-4o`. */
const snapshotDate = /-\d{4}-\d{2}-\d{2}$/u;

/** When models are switched off: as announced, or as a checker has set it. */
export interface ShutdownDates {
  /** The day (ISO 8601 date), or null. A tuned model goes with the model it was made from. */
  of(model: string): string | null;
  /** Announces a day for a model, or for a tuned one alone; null takes it back. */
  announce(model: string, day: string | null): void;
  /** Whether a day that a checker has set has come. The announced days change nothing. */
  isOver(model: string): boolean;
  reset(): void;
}

/** @param now milliseconds since the epoch. */
export function createShutdownDates(now: () => number): ShutdownDates {
  const set = new Map<string, string | null>();
  const namesOf = (model: string): string[] => {
    const base = baseModelOf(model);
    return [model, base, base.replace(snapshotDate, '')];
  };
  const setFor = (model: string) => namesOf(model).find((name) => set.has(name));
  return {
    of(model) {
      const name = setFor(model);
      if (name !== undefined) return set.get(name) ?? null;
      return namesOf(model).flatMap((known) => announced[known] ?? [])[0] ?? null;
    },
    announce(model, day) {
      set.set(model, day);
    },
    isOver(model) {
      const name = setFor(model);
      const day = name === undefined ? null : (set.get(name) ?? null);
      return day !== null && Date.parse(day) <= now();
    },
    reset: () => set.clear(),
  };
}
