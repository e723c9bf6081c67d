import { describe, expect, it } from 'vitest';

import type { ConversationFormat, ParsedConversation } from './message.ts';
import { attributeSession } from './attribute-session.ts';
import { attributeSpeaker, countSpeakers } from './speakers.ts';

const said = (speaker: string) => ({ speaker, text: 'x', sentAt: null, attachment: null });

const conversation = (format: ConversationFormat, ...speakers: string[]): ParsedConversation => ({
  format,
  title: null,
  messages: speakers.map(said),
  systemLineCount: 0,
  unparsedLineCount: 0,
  dateOrder: null,
  warnings: [],
});

const counts = (...speakers: string[]) => countSpeakers(speakers.map(said));

describe('countSpeakers', () => {
  it('puts most messages first and equal counts in order of names', () => {
    expect(counts('Misty', 'Ash', 'Brock', 'Ash')).toEqual([
      { name: 'Ash', messageCount: 2 },
      { name: 'Brock', messageCount: 1 },
      { name: 'Misty', messageCount: 1 },
    ]);
  });
});

describe('attributeSpeaker', () => {
  const speakers = counts('Misty', 'Misty', 'Misty', 'Ash Ketchum', 'Ash Ketchum', 'Zoë 🌸');

  it.each([
    ['Ash Ketchum', 'Ash Ketchum'],
    ['ash ketchum', 'Ash Ketchum'],
    ['Ash', 'Ash Ketchum'],
    ['zoe', 'Zoë 🌸'],
  ])('finds %j as %s', (requested, avatarSpeaker) => {
    expect(attributeSpeaker({ speakers, requested })).toMatchObject({
      ok: true,
      avatarSpeaker,
      reason: 'requested',
    });
  });

  it('lists the speakers where the requested one is absent', () => {
    expect(attributeSpeaker({ speakers, requested: 'Gary' })).toEqual({
      ok: false,
      code: 'speaker_not_present',
      requested: 'Gary',
      speakers: ['Misty', 'Ash Ketchum', 'Zoë 🌸'],
      message: '“Gary” does not speak in these conversations. Choose one of: Misty, Ash Ketchum, Zoë 🌸.',
    });
  });

  it('asks where a first name fits two', () => {
    const two = counts('Ash Ketchum', 'Ash Williams');
    expect(attributeSpeaker({ speakers: two, requested: 'ash' })).toMatchObject({
      ok: false,
      code: 'speaker_ambiguous',
      speakers: ['Ash Ketchum', 'Ash Williams'],
    });
  });

  it('takes who is called like the avatar, else who writes most', () => {
    expect(attributeSpeaker({ speakers, avatarName: 'ash' })).toMatchObject({
      avatarSpeaker: 'Ash Ketchum',
      reason: 'avatar_name',
      alternatives: ['Misty', 'Zoë 🌸'],
    });
    expect(attributeSpeaker({ speakers, avatarName: 'Pikachu' })).toMatchObject({
      avatarSpeaker: 'Misty',
      reason: 'most_messages',
    });
  });

  describe('in a screenshot', () => {
    const sides = counts('Misty', 'Misty', 'Right');

    it.each(['right', 'me', 'Owner'])('knows %j as the owner of the phone', (requested) => {
      expect(attributeSpeaker({ speakers: sides, requested })).toMatchObject({ avatarSpeaker: 'Right' });
    });

    it.each(['left', 'them', 'misty'])('knows %j as the contact', (requested) => {
      expect(attributeSpeaker({ speakers: sides, requested })).toMatchObject({ avatarSpeaker: 'Misty' });
    });

    it('takes the owner of the phone unless the contact is called like the avatar', () => {
      expect(attributeSpeaker({ speakers: sides })).toMatchObject({
        avatarSpeaker: 'Right',
        reason: 'device_owner',
      });
      expect(attributeSpeaker({ speakers: sides, avatarName: 'Misty' })).toMatchObject({
        avatarSpeaker: 'Misty',
      });
    });
  });

  it('gives sides no meaning outside of screenshots', () => {
    expect(attributeSpeaker({ speakers, requested: 'left', format: 'whatsapp_ios' })).toMatchObject({
      ok: false,
    });
  });
});

describe('attributeSession', () => {
  const chat = conversation('whatsapp_android', 'Misty', 'Misty', 'Ash Ketchum');
  const group = conversation('telegram', 'Brock', 'Brock', 'Brock', 'Brock', 'Ash Ketchum');
  const shot = conversation('screenshot', 'Left', 'Right');
  const shotOfMisty = conversation('screenshot', 'Misty', 'Right');

  const avatars = (conversations: ParsedConversation[], request: object) => {
    const result = attributeSession(conversations, request);
    return result.ok ? result.conversations.map(({ avatarSpeaker }) => avatarSpeaker) : result.code;
  };

  it('follows a requested name through chats and takes the right side of screenshots', () => {
    expect(avatars([chat, shot, group], { requested: 'Ash' })).toEqual([
      'Ash Ketchum',
      'Right',
      'Ash Ketchum',
    ]);
  });

  it('takes the left side where the contact is the requested person', () => {
    expect(avatars([chat, shotOfMisty], { requested: 'misty' })).toEqual(['Misty', 'Misty']);
    expect(avatars([chat, shotOfMisty], { avatarName: 'Misty' })).toEqual(['Misty', 'Misty']);
  });

  it('says where the avatar does not speak at all', () => {
    expect(avatars([chat, group], { requested: 'Brock' })).toEqual([null, 'Brock']);
  });

  it('knows the owner of the phone in a chat by the contact that a screenshot names', () => {
    expect(avatars([chat, shotOfMisty], {})).toEqual(['Ash Ketchum', 'Right']);
    expect(avatars([chat, shotOfMisty], { requested: 'me' })).toEqual(['Ash Ketchum', 'Right']);
  });

  it('prefers who speaks in most conversations over who writes most in one', () => {
    expect(avatars([chat, group], {})).toEqual(['Ash Ketchum', 'Ash Ketchum']);
  });

  it('works with screenshots alone', () => {
    expect(avatars([shot, shot], {})).toEqual(['Right', 'Right']);
    expect(avatars([shot, shotOfMisty], { requested: 'left' })).toEqual(['Left', 'Misty']);
  });

  it('fails with all speakers of the session where the requested one is in none', () => {
    expect(attributeSession([chat, group], { requested: 'Gary' })).toMatchObject({
      ok: false,
      code: 'speaker_not_present',
      speakers: ['Brock', 'Ash Ketchum', 'Misty'],
    });
  });
});
