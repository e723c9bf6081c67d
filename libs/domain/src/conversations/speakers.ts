import type { ConversationFormat, ParsedMessage } from './message.ts';
import type { NameMatch } from './name-match.ts';
import { matchName } from './name-match.ts';

export interface SpeakerCount {
  readonly name: string;
  readonly messageCount: number;
}

/** Why a speaker was taken for the avatar. */
export type AttributionReason = 'requested' | 'avatar_name' | 'device_owner' | 'most_messages';

export type SpeakerAttribution =
  | {
      readonly ok: true;
      readonly avatarSpeaker: string;
      readonly reason: AttributionReason;
      /** The other speakers, most messages first. */
      readonly alternatives: readonly string[];
    }
  | SpeakerAttributionFailure;

export interface SpeakerAttributionFailure {
  readonly ok: false;
  readonly code: 'speaker_not_present' | 'speaker_ambiguous';
  readonly requested: string;
  /** The speakers there are, most messages first; for an ambiguous request those that fit. */
  readonly speakers: readonly string[];
  /** A sentence for the user. */
  readonly message: string;
}

export interface SpeakerAttributionRequest {
  readonly speakers: readonly SpeakerCount[];
  /** What the user asked for: a name, or a side of a screenshot (`right`, `me`, `owner`, `left`, `them`). */
  readonly requested?: string | null | undefined;
  readonly avatarName?: string | null | undefined;
  /** Sides have a meaning in screenshots only; left out, a speaker called `Right` makes it one. */
  readonly format?: ConversationFormat | undefined;
}

/** The name that the transcript of a screenshot gives to the owner of the phone. */
export const DEVICE_OWNER = 'Right';

const OWNER_WORDS = new Set(['right', 'me', 'owner', 'device owner', 'myself', 'i']);
const CONTACT_WORDS = new Set(['left', 'them', 'contact', 'other']);

/**
 * Counts the messages of each speaker.
 *
 * @returns most messages first, equal counts by name in code point order
 */
export function countSpeakers(messages: readonly ParsedMessage[]): SpeakerCount[] {
  const counts = new Map<string, number>();
  for (const { speaker } of messages) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  return [...counts]
    .map(([name, messageCount]) => ({ name, messageCount }))
    .sort((a, b) => b.messageCount - a.messageCount || (a.name < b.name ? -1 : 1));
}

/** Which side of a screenshot a request means, or `null` for a name. */
export function sideOf(requested: string): 'owner' | 'contact' | null {
  const word = requested.trim().toLowerCase();
  if (OWNER_WORDS.has(word)) return 'owner';
  return CONTACT_WORDS.has(word) ? 'contact' : null;
}

/** Finds the requested speaker: by name, and in a screenshot also by side. */
export function matchSpeaker(requested: string, names: readonly string[], isScreenshot: boolean): NameMatch {
  const byName = matchName(requested, names);
  if (byName.kind === 'found' || !isScreenshot) return byName;
  const side = sideOf(requested);
  if (side === null) return byName;
  const contacts = names.filter((name) => name !== DEVICE_OWNER);
  const sided = side === 'owner' ? names.filter((name) => name === DEVICE_OWNER) : contacts;
  const [only] = sided;
  return only !== undefined && sided.length === 1 ? { kind: 'found', name: only } : { kind: 'absent' };
}

/** The failure to tell the user about, with the speakers to choose from. */
export function attributionFailure(
  requested: string,
  match: Exclude<NameMatch, { kind: 'found' }>,
  names: readonly string[],
): SpeakerAttributionFailure {
  if (match.kind === 'ambiguous') {
    const message = `“${requested}” fits several speakers: ${match.candidates.join(', ')}. Give the full name of one.`;
    return { ok: false, code: 'speaker_ambiguous', requested, speakers: match.candidates, message };
  }
  const message = `“${requested}” does not speak in these conversations. Choose one of: ${names.join(', ')}.`;
  return { ok: false, code: 'speaker_not_present', requested, speakers: names, message };
}

/**
 * Decides which speaker of one conversation is the avatar: the requested one, else the one who is called like the avatar,
 * else the owner of the phone (screenshots), else the one with most messages.
 *
 * @returns a failure that lists the speakers where the request fits nobody, or several
 */
export function attributeSpeaker(request: SpeakerAttributionRequest): SpeakerAttribution {
  const names = request.speakers.map(({ name }) => name);
  const isScreenshot =
    request.format === undefined ? names.includes(DEVICE_OWNER) : request.format === 'screenshot';
  const settled = (avatarSpeaker: string, reason: AttributionReason): SpeakerAttribution => ({
    ok: true,
    avatarSpeaker,
    reason,
    alternatives: names.filter((name) => name !== avatarSpeaker),
  });

  const requested = request.requested?.trim() ?? '';
  if (requested !== '') {
    const match = matchSpeaker(requested, names, isScreenshot);
    return match.kind === 'found'
      ? settled(match.name, 'requested')
      : attributionFailure(requested, match, names);
  }
  const namedAlike = matchName(request.avatarName ?? '', names);
  if (namedAlike.kind === 'found') return settled(namedAlike.name, 'avatar_name');
  if (isScreenshot && names.includes(DEVICE_OWNER)) return settled(DEVICE_OWNER, 'device_owner');
  const [first] = names;
  if (first !== undefined) return settled(first, 'most_messages');
  return attributionFailure(request.avatarName ?? '', { kind: 'absent' }, names);
}
