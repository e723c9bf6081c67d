import type { FineTuneKnown, FineTunePollResult } from '@understudy/domain/fine-tune/fine-tune-contract';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Info } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';
import { pollProviderJob } from './poll-provider-job.ts';

/** Looks after which the workflow hears that all goes on, so that an attempt's number does not grow for days. */
const mostLooks = 20;

/** Percent of the training by which it must have come on to be news. */
const newsPercent = 5;

/** What Temporal says of the attempt that a look is. */
type Attempt = Pick<Info, 'attempt' | 'scheduledTimestampMs' | 'scheduleToCloseTimeoutMs'>;

/** Where a look belongs, and what the workflow knows already. */
export type AwaitedNews = FineTuneReference & { look: number; known: FineTuneKnown; seconds: number };

/**
 * Looks at the provider's job until there is something that the workflow decides by. A look that has found nothing is an
 * attempt that fails without harm, and Temporal makes the next one when it is due: between two looks nothing runs, and the
 * history does not grow (Temporal's documentation calls it infrequent polling).
 *
 * Where a later look fails, the workflow goes on as if nothing had been found, and looks again by an activity whose attempts
 * are its own: what such a failure means follows from how often it has come.
 *
 * @throws ApplicationFailure of the category `BENIGN` until there is news; in its first attempt whatever a look throws
 */
export async function awaitProviderNews(
  dependencies: FineTuneDependencies,
  { known, seconds, ...reference }: AwaitedNews,
  { info, cancellationSignal }: { info: Attempt; cancellationSignal: AbortSignal },
): Promise<FineTunePollResult> {
  const { attempt } = info;
  const look = reference.look + attempt - 1;
  const seen = await pollProviderJob(dependencies, { ...reference, look }, cancellationSignal).catch(
    (error: unknown) => {
      if (attempt === 1 || !(error instanceof UnderstudyError) || cancellationSignal.aborted) throw error;
      return null;
    },
  );
  if (seen === null) return nothingFound(known);
  const delayMs = (seen.nextLookSeconds ?? seconds) * 1_000;
  if (isNews(seen, known) || attempt >= mostLooks || !hasTimeLeft(info, delayMs)) return seen;
  throw ApplicationFailure.create({
    type: 'nothing_new',
    message: 'The job goes on. It is looked at again when that is due.',
    category: ApplicationFailureCategory.BENIGN,
    nextRetryDelay: delayMs,
  });
}

function isNews(
  { state, newEvents, percent, stuck, endSuggested }: FineTunePollResult,
  known: FineTuneKnown,
) {
  return (
    state !== 'ongoing' ||
    newEvents > 0 ||
    endSuggested ||
    stuck !== known.stuck ||
    percent - known.percent >= newsPercent
  );
}

const nothingFound = ({ percent, stuck }: FineTuneKnown): FineTunePollResult => ({
  state: 'ongoing',
  outcome: null,
  newEvents: 0,
  percent,
  stuck,
  endSuggested: false,
});

/** All looks together take less than half of what an outage may: what is left is for one. */
function hasTimeLeft({ scheduledTimestampMs, scheduleToCloseTimeoutMs }: Attempt, delayMs: number): boolean {
  return Date.now() + delayMs - scheduledTimestampMs < scheduleToCloseTimeoutMs / 2;
}
