import { hashText } from '../../auto-train/seeded-random.ts';

/** The two sides of a comparison: what there was, and what is tried. */
export const arms = ['a', 'b'] as const;
export type Arm = (typeof arms)[number];

const TWO_TO_32 = 2 ** 32;

/**
 * The arm of a conversation: the same for all of its messages, whichever process asks, and independent from one
 * experiment to the next. Changing the share moves only as many conversations as it must.
 *
 * @param shareOfB of all conversations, 0 to 1
 */
export function assignArm(experimentId: string, conversationId: string, shareOfB: number): Arm {
  return hashText(`${experimentId}\n${conversationId}`) / TWO_TO_32 < shareOfB ? 'b' : 'a';
}
