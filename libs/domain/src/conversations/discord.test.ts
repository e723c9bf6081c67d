import { describe, expect, it } from 'vitest';

import { parseDiscord } from './discord.ts';

const message = (name: string, content: string, fields: object = {}) => ({
  id: '1',
  type: 'Default',
  timestamp: '2023-12-31T21:41:07.123+01:00',
  content,
  author: { id: name, name, nickname: null, isBot: false },
  attachments: [],
  ...fields,
});

const channel = (...messages: object[]) =>
  parseDiscord({
    guild: { id: '1', name: 'Gym' },
    channel: { id: '2', type: 'GuildTextChat', name: 'general' },
    messages,
  });

describe('parseDiscord', () => {
  it('prefers nicknames and keeps the zone', () => {
    const conversation = channel(
      message('ash99', 'hi', { author: { id: '1', name: 'ash99', nickname: 'Ash', isBot: false } }),
      message('misty', 'hello', { type: 'Reply' }),
    );
    expect(conversation).toMatchObject({ format: 'discord', title: 'Gym #general', systemLineCount: 0 });
    expect(conversation?.messages).toEqual([
      { speaker: 'Ash', text: 'hi', sentAt: '2023-12-31T21:41:07+01:00', attachment: null },
      { speaker: 'misty', text: 'hello', sentAt: '2023-12-31T21:41:07+01:00', attachment: null },
    ]);
  });

  it('tells two accounts with one nickname apart', () => {
    const author = (name: string) => ({ author: { id: name, name, nickname: 'Ash', isBot: false } });
    const conversation = channel(message('a', 'x', author('ash1')), message('b', 'y', author('ash2')));
    expect(conversation?.messages.map(({ speaker }) => speaker)).toEqual(['Ash (ash1)', 'Ash (ash2)']);
  });

  it('counts joins, calls and bots as system lines', () => {
    const conversation = channel(
      message('gary', 'Joined the server.', { type: 'GuildMemberJoin' }),
      message('ash', 'Started a call', { type: 'Call' }),
      message('ash', 'hi'),
      message('misty', 'hello'),
      message('dyno', 'level up!', { author: { id: 'b', name: 'dyno', isBot: true } }),
    );
    expect(conversation?.systemLineCount).toBe(3);
    expect(conversation?.messages.map(({ speaker }) => speaker)).toEqual(['ash', 'misty']);
  });

  it('keeps the bot where one talks with a bot alone', () => {
    const conversation = channel(
      message('ash', 'hi'),
      message('dyno', 'hello', { author: { name: 'dyno', isBot: true } }),
    );
    expect(conversation?.messages.map(({ speaker }) => speaker)).toEqual(['ash', 'dyno']);
  });

  it('names attached files and stickers', () => {
    const conversation = channel(
      message('ash', 'look', { attachments: [{ id: '1', url: 'x', fileName: 'cat.png', fileSizeBytes: 3 }] }),
      message('misty', '', { stickers: [{ id: '1', name: 'wave' }] }),
    );
    expect(conversation?.messages.map(({ attachment }) => attachment)).toEqual(['cat.png', 'sticker']);
  });

  it('refuses other JSON', () => {
    expect(parseDiscord({ messages: [] })).toBeNull();
    expect(parseDiscord({ channel: { name: 'x' }, messages: [{ role: 'user' }] })).toBeNull();
  });
});
