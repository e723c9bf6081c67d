/** What a prompt says of an avatar; its row and its API resource both fit. */
export interface AvatarProfile {
  readonly name: string;
  readonly backstory: string;
  readonly traits: readonly string[];
  /** A Myers–Briggs type such as ENFP, or null. */
  readonly mbti: string | null;
}
