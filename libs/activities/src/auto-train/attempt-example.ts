import { excerptOf } from '@understudy/db/auto-train/insert-rejections';
import type { ItemMembers, ItemVotes } from '@understudy/domain/auto-train/item-record';
import { signatureOf, type Signature } from '@understudy/domain/auto-train/near-duplicates';
import {
  rejectionOf,
  rejectionSentence,
  type RejectionReason,
} from '@understudy/domain/auto-train/rejection-reason';
import { castVotes } from './cast-votes.ts';
import { judgeStory } from './judge-story.ts';
import type { Lane } from './lane-state.ts';
import { faultOfAll, reasonOfFailures, type MemberOutcome } from './member-failures.ts';
import { writeCandidates, type Attempt, type Candidate } from './write-candidates.ts';

/** A story that may be kept, unless there is one like it. */
export type AcceptedStory = {
  accepted: true;
  story: string;
  signature: Signature;
  qualityScore: number;
  judgeScore: number | null;
  votes: ItemVotes;
  members: ItemMembers;
};

/** Why an attempt gave no example. */
export type RejectedStory = {
  accepted: false;
  reason: RejectionReason;
  message: string;
  excerpt: string | null;
  votes: ItemVotes | null;
  members: ItemMembers;
};

/**
 * One attempt at an example: every member writes, the members vote, a judge scores where one is configured, and the
 * rules decide.
 *
 * @throws UnderstudyError where nobody can answer and it is not the item's fault: the lane fails, and is tried again or
 *   not as the code says
 */
export async function attemptExample(lane: Lane, attempt: Attempt): Promise<AcceptedStory | RejectedStory> {
  const written = await writeCandidates(lane, attempt);
  const candidates = written.flatMap(({ answer }) => (answer === null ? [] : [answer]));
  if (candidates.length === 0) {
    const fault = faultOfAll(written);
    if (fault !== undefined) throw fault;
    return {
      accepted: false,
      ...reasonOfFailures(written),
      excerpt: null,
      votes: null,
      members: membersOf(lane, written, []),
    };
  }
  const { winner, votes, outcomes } = await castVotes(lane, attempt, candidates);
  const { story, qualityScore } = winner;
  const members = membersOf(lane, written, outcomes);
  const judgeScore = await judgeStory(lane, attempt, story);
  // Whether there is one like it is decided where it is stored, under the lock of the user's examples.
  const reason = rejectionOf({ story, qualityScore, judgeScore, nearDuplicate: false });
  if (reason !== null) {
    const message = rejectionSentence(reason, { qualityScore, judgeScore });
    return { accepted: false, reason, message, excerpt: excerptOf(story), votes, members };
  }
  return { accepted: true, story, signature: signatureOf(story), qualityScore, judgeScore, votes, members };
}

function membersOf(
  lane: Lane,
  written: readonly MemberOutcome<Candidate>[],
  voted: readonly MemberOutcome<unknown>[],
): ItemMembers {
  return lane.settings.ensemble.map(({ model }, member) => {
    const writing = written.find((outcome) => outcome.member === member);
    const voting = voted.find((outcome) => outcome.member === member);
    return {
      model,
      quality: writing?.answer?.qualityScore ?? null,
      failure: writing?.failure ?? voting?.failure ?? null,
    };
  });
}
