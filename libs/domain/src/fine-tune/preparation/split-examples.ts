import type { Candidate } from './candidate.ts';
import { conversationBlocks, joinByPrompt, type Block } from './conversation-blocks.ts';
import { inSeededOrder, seededRank } from './seeded-order.ts';

/** Examples to train on, to validate by, and those that would be in both. Each in the order of its file. */
export type Split = { training: Candidate[]; validation: Candidate[]; leaked: Candidate[] };

export type SplitRules = {
  /** Of all examples, 0 to 0.5; 0 for no validation. */
  share: number;
  /** Fewest rows of a validation file. */
  leastValidation: number;
  /** Fewest rows of a training file. */
  leastTraining: number;
};

/** Examples from which on a validation file is made at all. */
const LEAST_TO_DIVIDE = 50;

/**
 * Divides examples into training and validation, as a pure function of the examples and the seed. Nothing is on both
 * sides: neither an example, nor the same or nearly the same prompt, nor a conversation. A conversation that is longer
 * than the validation file is cut into stretches of neighbouring examples, since one long chat is all that many people
 * have; each stretch is on one side.
 *
 * What belongs together by prompt goes to one side together. Where nearly everything hangs together ("hi" in every
 * conversation), stretches are taken for validation nevertheless, and their examples whose prompts training has as well
 * are left out as leaked.
 */
export function splitExamples(chosen: readonly Candidate[], rules: SplitRules, seed: number): Split {
  const ordered = inSeededOrder(chosen, seed);
  const whole: Split = { training: ordered, validation: [], leaked: [] };
  const wanted = Math.max(rules.leastValidation, Math.round(chosen.length * rules.share));
  const isTooSmall = chosen.length < LEAST_TO_DIVIDE || chosen.length - wanted < rules.leastTraining;
  if (rules.share === 0 || isTooSmall) return whole;

  const sides = divide(ordered, wanted, seed);
  const validation = ordered.filter(({ id }) => sides.get(id) === 'validation');
  if (validation.length < rules.leastValidation) return whole;
  return {
    training: ordered.filter(({ id }) => !sides.has(id)),
    validation,
    leaked: ordered.filter(({ id }) => sides.get(id) === 'leaked'),
  };
}

type Side = 'validation' | 'leaked';

function divide(ordered: readonly Candidate[], wanted: number, seed: number): Map<string, Side> {
  const blocks = conversationBlocks(ordered, Math.max(1, Math.floor(wanted / 2)));
  const sides = new Map<string, Side>();
  let missing = wanted;
  const left: Block[] = [];
  for (const group of byLowestRank(joinByPrompt(blocks), (group) => group.flat(), seed)) {
    const members = group.flat();
    if (members.length > missing) left.push(...group);
    else {
      for (const { id } of members) sides.set(id, 'validation');
      missing -= members.length;
    }
  }
  if (missing > wanted / 2)
    takeStretches(
      byLowestRank(left, (block) => block, seed),
      missing,
      sides,
    );
  return sides;
}

/** Takes blocks until enough of their examples have prompts that are in no other block. */
function takeStretches(blocks: readonly Block[], missing: number, sides: Map<string, Side>): void {
  const inTraining = countClasses(blocks.flat());
  const takenOf = new Map<number, number>();
  const taken: Candidate[] = [];
  let unique = 0;
  for (const block of blocks) {
    // Twice as many as are missing at most: what is leaked is lost to training too.
    if (unique >= missing || taken.length + block.length > 2 * missing) break;
    for (const { promptClass } of block) {
      const left = (inTraining.get(promptClass) ?? 0) - 1;
      const count = (takenOf.get(promptClass) ?? 0) + 1;
      inTraining.set(promptClass, left);
      takenOf.set(promptClass, count);
      if (left === 0) unique += count;
    }
    taken.push(...block);
  }
  for (const { id, promptClass } of taken)
    sides.set(id, inTraining.get(promptClass) === 0 ? 'validation' : 'leaked');
}

function countClasses(candidates: readonly Candidate[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { promptClass } of candidates) counts.set(promptClass, (counts.get(promptClass) ?? 0) + 1);
  return counts;
}

/** Groups in the order of the lowest rank in each. */
function byLowestRank<Group>(
  groups: readonly Group[],
  membersOf: (group: Group) => readonly Candidate[],
  seed: number,
): Group[] {
  const ranked = groups.map((group) => ({
    group,
    rank: membersOf(group).reduce((least, { id }) => Math.min(least, seededRank(id, seed)), Infinity),
  }));
  return ranked.sort((one, other) => one.rank - other.rank).map(({ group }) => group);
}
