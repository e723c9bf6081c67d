/** A message and what the avatar answered to it, with what a choice among many needs to know. */
export interface ScoredExchange {
  readonly userMessage: string;
  readonly avatarReply: string;
  readonly patternType: string;
  /** 0 to 1. */
  readonly qualityScore: number;
}
