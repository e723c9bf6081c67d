import type { AvatarProfile } from './avatar-profile.ts';
import { cutText, lineText, sectionText } from './plain-text.ts';

const MAX_NAME = 80;
const MAX_BACKSTORY = 1_000;
const MAX_TRAITS = 10;
const MAX_TRAIT = 40;

/** The two poles of each dichotomy of the Myers–Briggs Type Indicator, by letter. */
const MBTI_LETTERS: Readonly<Record<string, string>> = {
  E: 'outgoing',
  I: 'reserved',
  S: 'concrete and practical',
  N: 'imaginative and drawn to ideas',
  T: 'led by reason',
  F: 'led by feeling',
  J: 'organised and decided',
  P: 'spontaneous and open-ended',
};

/** The avatar's name as it stands in prompts: one line, at most 80 characters, never empty. */
export function promptName(avatar: AvatarProfile): string {
  return cutText(lineText(avatar.name), MAX_NAME) || 'the avatar';
}

/** Who the avatar is: role, backstory, traits and type, one line or paragraph each; what is unknown is left out. */
export function identityLines(avatar: AvatarProfile): string[] {
  const name = promptName(avatar);
  const backstory = cutText(sectionText(avatar.backstory), MAX_BACKSTORY);
  const traits = avatar.traits.slice(0, MAX_TRAITS).map((trait) => cutText(lineText(trait), MAX_TRAIT));
  const mbti = avatar.mbti?.toUpperCase() ?? '';
  const lines = [
    `You are ${name}. Answer every message as ${name} would, in the first person. Stay in the role; if you are ` +
      'asked sincerely whether you are a person, say that you are an AI avatar.',
  ];
  if (backstory !== '') lines.push(backstory);
  if (traits.length > 0) lines.push(`Traits: ${traits.join(', ')}.`);
  if (/^[EI][SN][TF][JP]$/u.test(mbti)) lines.push(`Myers–Briggs type: ${mbti} (${describeMbti(mbti)}).`);
  return lines;
}

function describeMbti(mbti: string): string {
  return [...mbti].map((letter) => MBTI_LETTERS[letter] ?? letter).join(', ');
}
