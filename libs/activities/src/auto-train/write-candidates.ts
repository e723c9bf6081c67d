import type { ItemPlan } from '@understudy/domain/auto-train/item-plan';
import { scoreQuality } from '@understudy/domain/auto-train/quality-score';
import {
  composeStoryRequest,
  storyCandidateJsonSchema,
  storyCandidateSchema,
  storyCandidateSchemaName,
  storyMaxOutputTokens,
} from '@understudy/domain/auto-train/story-request';
import type { EnsembleCandidate } from '@understudy/domain/auto-train/tally-votes';
import type { WrittenCandidate } from '@understudy/domain/auto-train/vote-request';
import { askMember, type Asking } from './ask-member.ts';
import { callKeyOf } from './call-key.ts';
import type { Lane } from './lane-state.ts';
import { attemptMember, type MemberOutcome } from './member-failures.ts';

/** An attempt at an item, as its calls see it. */
export type Attempt = Asking & { itemIndex: number; attempt: number; plan: ItemPlan; first: boolean };

/** A story that is up for the vote. */
export type Candidate = WrittenCandidate & EnsembleCandidate;

/**
 * Has every member of the ensemble write a story at the same time. Where the lane stops while some of them write, the
 * others are waited for: their answers are recorded and paid for.
 */
export async function writeCandidates(
  lane: Lane,
  { itemIndex, attempt, plan, first, ...asking }: Attempt,
): Promise<MemberOutcome<Candidate>[]> {
  const text = composeStoryRequest(plan);
  const writing = await Promise.allSettled(
    lane.settings.ensemble.map(({ model, weight, timeout_ms: timeoutMs }, member) =>
      attemptMember(lane, member, async (): Promise<Candidate> => {
        const written = await askMember(lane, asking, {
          callKey: callKeyOf(itemIndex, attempt, 'write', member),
          model,
          timeoutMs,
          text,
          schema: storyCandidateSchema,
          answerSchema: { name: storyCandidateSchemaName, schema: storyCandidateJsonSchema },
          maxOutputTokens: storyMaxOutputTokens,
          first,
        });
        return { ...written, member, weight, qualityScore: scoreQuality(written.story).score };
      }),
    ),
  );
  return writing.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
