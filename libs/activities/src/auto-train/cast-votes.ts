import type { ItemVotes } from '@understudy/domain/auto-train/item-record';
import { tallyVotes } from '@understudy/domain/auto-train/tally-votes';
import {
  composeVoteRequest,
  memberOfChoice,
  storyVoteSchema,
  storyVoteSchemaName,
  voteMaxOutputTokens,
} from '@understudy/domain/auto-train/vote-request';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { askMember } from './ask-member.ts';
import { callKeyOf } from './call-key.ts';
import type { Lane } from './lane-state.ts';
import { attemptMember, type MemberOutcome } from './member-failures.ts';
import { leastVoters } from './plan-calls.ts';
import type { Attempt, Candidate } from './write-candidates.ts';

type CastVote = { member: number; votedFor: number; reason: string };

/** The story that is kept, how that was decided, and who failed to vote. */
export type Election = { winner: Candidate; votes: ItemVotes; outcomes: MemberOutcome<CastVote>[] };

/** Has the members vote, never for their own, and decides. A member whose vote fails casts none. */
export async function castVotes(
  lane: Lane,
  attempt: Attempt,
  candidates: readonly Candidate[],
): Promise<Election> {
  const outcomes =
    candidates.length < leastVoters
      ? []
      : await Promise.all(
          candidates.map(({ member }) =>
            attemptMember(lane, member, () => castVote(lane, attempt, candidates, member)),
          ),
        );
  const cast = outcomes.flatMap(({ answer }) => (answer === null ? [] : [answer]));
  const tally = tallyVotes(candidates, cast);
  const winner = candidates.find(({ member }) => member === tally?.winner);
  if (tally === null || winner === undefined) throw new Error('An election without a candidate');
  const reasons = new Map(cast.map(({ member, reason }) => [member, reason]));
  const votes = tally.votes.map(({ member, votedFor, weight }) => ({
    member,
    voted_for: votedFor,
    weight,
    reason: reasons.get(member) ?? '',
  }));
  return { winner, votes: { winner: tally.winner, method: tally.method, votes }, outcomes };
}

async function castVote(
  lane: Lane,
  { itemIndex, attempt, plan, ...asking }: Attempt,
  candidates: readonly Candidate[],
  member: number,
): Promise<CastVote> {
  const request = composeVoteRequest(plan, candidates, member);
  const voter = lane.settings.ensemble[member];
  if (voter === undefined) throw new Error(`The ensemble has no member ${String(member)}`);
  const vote = await askMember(lane, asking, {
    callKey: callKeyOf(itemIndex, attempt, 'vote', member),
    model: voter.model,
    timeoutMs: voter.timeout_ms,
    text: request,
    schema: storyVoteSchema,
    answerSchema: { name: storyVoteSchemaName, schema: request.jsonSchema },
    maxOutputTokens: voteMaxOutputTokens,
    first: false,
  });
  const votedFor = memberOfChoice(request, vote);
  if (votedFor === null) {
    throw new UnderstudyError('provider_answer_invalid', `${voter.model} voted for a story that is not up.`);
  }
  return { member, votedFor, reason: vote.reason };
}
