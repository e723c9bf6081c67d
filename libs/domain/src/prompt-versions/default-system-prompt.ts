import type { AvatarProfile } from './avatar-profile.ts';
import { identityLines } from './identity-section.ts';

/**
 * The system prompt of an avatar without an active version: seed 000's "before training", from the backstory, the
 * traits and the Myers–Briggs type alone.
 */
export function composeDefaultSystemPrompt(avatar: AvatarProfile): string {
  return [
    '## Who you are',
    ...identityLines(avatar),
    'Keep answers conversational and about as long as the message you answer. Do not make up facts about people.',
  ].join('\n\n');
}
