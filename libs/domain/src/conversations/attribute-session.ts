import type { ParsedConversation } from './message.ts';
import { foldedName, matchName } from './name-match.ts';
import type { AttributionReason, SpeakerAttributionFailure, SpeakerCount } from './speakers.ts';
import { attributionFailure, countSpeakers, DEVICE_OWNER, matchSpeaker, sideOf } from './speakers.ts';

/** What is looked at of a conversation. */
export type SpokenConversation = Pick<ParsedConversation, 'format' | 'messages'>;

/** Who is the avatar in one conversation of a session. */
export interface ConversationAttribution {
  /** `null` where the avatar does not speak in the conversation, which then cannot be learnt from. */
  readonly avatarSpeaker: string | null;
  readonly reason: AttributionReason;
}

export type SessionAttribution =
  | {
      readonly ok: true;
      /** The avatar's name, `Right` where only screenshots speak of it. */
      readonly avatarSpeaker: string;
      readonly reason: AttributionReason;
      /** Everybody who could have been chosen instead, most messages first. */
      readonly alternatives: readonly string[];
      /** One for each conversation, in their order. */
      readonly conversations: readonly ConversationAttribution[];
    }
  | SpeakerAttributionFailure;

export interface SessionAttributionRequest {
  readonly requested?: string | null | undefined;
  readonly avatarName?: string | null | undefined;
}

/** The conversations' people with what the choice needs to know about them. */
interface Cast {
  readonly conversations: readonly SpokenConversation[];
  /** Most messages over the whole session first. */
  readonly speakers: readonly SpeakerCount[];
  readonly names: readonly string[];
}

interface Choice {
  readonly name: string;
  readonly reason: AttributionReason;
}

const isScreenshot = ({ format }: SpokenConversation): boolean => format === 'screenshot';

function castOf(conversations: readonly SpokenConversation[]): Cast {
  const speakers = countSpeakers(conversations.flatMap(({ messages }) => messages));
  return { conversations, speakers, names: speakers.map(({ name }) => name) };
}

const speakersIn = ({ messages }: SpokenConversation): string[] =>
  countSpeakers(messages).map(({ name }) => name);

/** In a chat of two, the owner of the phone is the one whom the screenshots do not name as the contact. */
function ownerByContrast({ conversations }: Cast): string | null {
  const contacts = new Set(conversations.filter(isScreenshot).flatMap(speakersIn).map(foldedName));
  for (const conversation of conversations.filter((one) => !isScreenshot(one))) {
    const names = speakersIn(conversation);
    const others = names.filter((name) => !contacts.has(foldedName(name)));
    const [owner] = others;
    if (names.length === 2 && others.length === 1 && owner !== undefined) return owner;
  }
  return null;
}

/** Whoever speaks in most of the written conversations, then who writes most. */
function mostPresent({ conversations, speakers }: Cast): string | null {
  const written = conversations.filter((one) => !isScreenshot(one)).map((one) => new Set(speakersIn(one)));
  const presence = (name: string): number => written.filter((names) => names.has(name)).length;
  const [first] = speakers
    .filter(({ name }) => presence(name) > 0)
    .toSorted((a, b) => presence(b.name) - presence(a.name));
  return first?.name ?? null;
}

function unrequestedChoice(cast: Cast, avatarName: string): Choice | null {
  const namedAlike = matchName(avatarName, cast.names);
  if (namedAlike.kind === 'found') return { name: namedAlike.name, reason: 'avatar_name' };
  const owner = ownerByContrast(cast);
  if (owner !== null) return { name: owner, reason: 'device_owner' };
  const present = mostPresent(cast);
  if (present !== null) return { name: present, reason: 'most_messages' };
  return cast.names.includes(DEVICE_OWNER) ? { name: DEVICE_OWNER, reason: 'device_owner' } : firstOf(cast);
}

function firstOf({ names }: Cast): Choice | null {
  const [name] = names;
  return name === undefined ? null : { name, reason: 'most_messages' };
}

/** The avatar inside one conversation, once it is known whom the session is about. */
function attributeOne(conversation: SpokenConversation, choice: Choice): ConversationAttribution {
  const names = speakersIn(conversation);
  const match = matchName(choice.name, names);
  if (match.kind === 'found') return { avatarSpeaker: match.name, reason: choice.reason };
  if (isScreenshot(conversation) && names.includes(DEVICE_OWNER)) {
    return { avatarSpeaker: DEVICE_OWNER, reason: 'device_owner' };
  }
  return { avatarSpeaker: null, reason: choice.reason };
}

function attributed(cast: Cast, choice: Choice): SessionAttribution {
  return {
    ok: true,
    avatarSpeaker: choice.name,
    reason: choice.reason,
    alternatives: cast.names.filter((name) => name !== choice.name),
    conversations: cast.conversations.map((conversation) => attributeOne(conversation, choice)),
  };
}

/** `right` or `left` over a session: each screenshot gives that side, written chats the person of the usual choice. */
function attributedBySide(cast: Cast, side: string, avatarName: string): SessionAttribution {
  const person = unrequestedChoice(
    castOf(cast.conversations.filter((one) => !isScreenshot(one))),
    avatarName,
  );
  const owner = sideOf(side) === 'owner' ? (ownerByContrast(cast) ?? person?.name) : person?.name;
  const conversations = cast.conversations.map((conversation): ConversationAttribution => {
    const names = speakersIn(conversation);
    const match = isScreenshot(conversation)
      ? matchSpeaker(side, names, true)
      : matchName(owner ?? '', names);
    return { avatarSpeaker: match.kind === 'found' ? match.name : null, reason: 'requested' };
  });
  const avatarSpeaker =
    owner ?? conversations.find((one) => one.avatarSpeaker !== null)?.avatarSpeaker ?? null;
  if (avatarSpeaker === null) return attributionFailure(side, { kind: 'absent' }, cast.names);
  const alternatives = cast.names.filter((name) => name !== avatarSpeaker);
  return { ok: true, avatarSpeaker, reason: 'requested', alternatives, conversations };
}

/**
 * Picks one person as the avatar over all conversations of a session.
 *
 * The requested name wins, then the avatar's own name; then the phone's owner where screenshots tell who is not; then
 * whoever speaks in most written conversations and most. In a screenshot the right side is the avatar, unless the left
 * contact carries the avatar's name.
 *
 * @returns a failure that lists the speakers where the request fits nobody, or several
 */
export function attributeSession(
  conversations: readonly SpokenConversation[],
  request: SessionAttributionRequest = {},
): SessionAttribution {
  const cast = castOf(conversations);
  const requested = request.requested?.trim() ?? '';
  const avatarName = request.avatarName ?? '';
  if (requested === '') {
    const choice = unrequestedChoice(cast, avatarName);
    return choice === null
      ? attributionFailure(avatarName, { kind: 'absent' }, cast.names)
      : attributed(cast, choice);
  }
  const written = castOf(conversations.filter((one) => !isScreenshot(one)));
  const isSide = sideOf(requested) !== null && written.conversations.length < conversations.length;
  if (isSide && matchName(requested, written.names).kind !== 'found') {
    return attributedBySide(cast, requested, avatarName);
  }
  const match = matchName(requested, cast.names);
  if (match.kind === 'found') return attributed(cast, { name: match.name, reason: 'requested' });
  return attributionFailure(requested, match, cast.names);
}
