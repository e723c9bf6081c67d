import { increment, mostFrequent, type CountedText } from './counted-text.ts';
import { share, shareOf } from './statistics.ts';
import type { TokenizedMessage } from './tokenized-message.ts';

const TOP_EMOJI = 10;

export interface EmojiUse {
  /** Emoji per message; above 1 when messages carry several. */
  readonly rate: number;
  /** Share of messages with at least one emoji, 0 to 1. */
  readonly messageShare: number;
  /** The ten most used, most used first. */
  readonly top: CountedText[];
}

/** Counts emoji. Skin tones and genders stay apart: they are part of how a person writes. */
export function measureEmoji(messages: readonly TokenizedMessage[]): EmojiUse {
  const counts = new Map<string, number>();
  let total = 0;
  for (const { emoji } of messages) {
    total += emoji.length;
    for (const sign of emoji) increment(counts, sign);
  }
  return {
    rate: share(total, messages.length),
    messageShare: shareOf(messages, ({ emoji }) => emoji.length > 0),
    top: mostFrequent(counts, TOP_EMOJI),
  };
}
