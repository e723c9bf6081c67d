import { describe, expect, it } from 'vitest';

import { parseTelegram } from './telegram.ts';

const base = { id: 1, type: 'message', date: '2023-12-31T21:41:07', from: 'Ash', from_id: 'user1', text: '' };

function messagesOf(...messages: object[]) {
  return parseTelegram({ name: 'Misty', type: 'personal_chat', id: 7, messages })?.[0]?.messages;
}

describe('parseTelegram', () => {
  it('joins the pieces of a formatted text', () => {
    const text = ['see ', { type: 'link', text: 'https://a.b' }, ' and ', { type: 'bold', text: 'smile' }];
    expect(messagesOf({ ...base, text })?.[0]?.text).toBe('see https://a.b and smile');
  });

  it('knows the zone from the difference between local and universal time', () => {
    const unixtime = String(Date.UTC(2023, 11, 31, 20, 41, 7) / 1000);
    expect(messagesOf({ ...base, date_unixtime: unixtime })?.[0]?.sentAt).toBe('2023-12-31T21:41:07+01:00');
    const behind = String(Date.UTC(2024, 0, 1, 1, 11, 7) / 1000);
    expect(messagesOf({ ...base, date_unixtime: behind })?.[0]?.sentAt).toBe('2023-12-31T21:41:07-03:30');
    expect(messagesOf(base)?.[0]?.sentAt).toBe('2023-12-31T21:41:07');
  });

  it.each([
    [{ photo: 'photos/photo_1.jpg' }, 'photo_1.jpg'],
    [{ photo: '(File not included. Change data exporting settings to download.)' }, 'image'],
    [{ file: '(File not included.)', media_type: 'sticker', sticker_emoji: '😀' }, 'sticker'],
    [{ file: 'voice_messages/audio_1.ogg', media_type: 'voice_message' }, 'audio'],
    [{ file: 'files/plan.pdf', file_name: 'plan.pdf', mime_type: 'application/pdf' }, 'plan.pdf'],
    [{ file: 'video_files/a.mp4', media_type: 'animation' }, 'gif'],
    [{ location_information: { latitude: 1, longitude: 2 } }, 'location'],
    [{ contact_information: { first_name: 'Gary' } }, 'contact'],
    [{ poll: { question: 'When?' } }, 'poll'],
    [{ forwarded_from: 'Gary', text: 'not my words' }, 'forwarded'],
    [{}, null],
  ])('names what is attached by %j', (fields, attachment) => {
    expect(messagesOf({ ...base, ...fields })?.[0]?.attachment).toBe(attachment);
  });

  it('counts service messages and keeps deleted accounts apart', () => {
    const [conversation] =
      parseTelegram({
        name: 'Group',
        type: 'private_group',
        id: 7,
        messages: [
          { id: 1, type: 'service', date: base.date, actor: 'Ash', action: 'create_group', text: '' },
          { ...base, from: null, from_id: 'user9', text: 'gone' },
          { ...base, text: 'here' },
          'nonsense',
        ],
      }) ?? [];
    expect(conversation).toMatchObject({ title: 'Group', systemLineCount: 1, unparsedLineCount: 1 });
    expect(conversation?.messages.map(({ speaker }) => speaker)).toEqual(['user9', 'Ash']);
  });

  it('reads every chat of a whole account', () => {
    const chat = (name: string) => ({
      name,
      type: 'personal_chat',
      id: 1,
      messages: [{ ...base, text: 'x' }],
    });
    const conversations = parseTelegram({
      chats: { about: '', list: [chat('A'), chat('B')] },
      left_chats: { list: [chat('C')] },
    });
    expect(conversations?.map(({ title }) => title)).toEqual(['A', 'B', 'C']);
  });

  it('refuses other JSON', () => {
    expect(parseTelegram({ messages: [{ role: 'user', content: 'hi' }] })).toBeNull();
    expect(parseTelegram(null)).toBeNull();
  });
});
