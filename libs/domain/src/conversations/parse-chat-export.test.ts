import { describe, expect, it } from 'vitest';

import { parseChatExport } from './parse-chat-export.ts';

const formats = (text: string) => {
  const result = parseChatExport(text);
  return result.ok ? result.conversations.map(({ format }) => format) : result.code;
};

const telegramChat = (...speakers: string[]) => ({
  name: 'Chat',
  type: 'personal_chat',
  id: 1,
  messages: speakers.map((from) => ({ type: 'message', date: '2023-12-31T21:41:07', from, text: 'hi' })),
});

describe('parseChatExport', () => {
  it('tells the format by content', () => {
    expect(formats('31.12.23, 21:41 - Ash: hi\n31.12.23, 21:42 - Misty: ho')).toEqual(['whatsapp_android']);
    expect(formats('[31.12.23, 21:41:07] Ash: hi\n[31.12.23, 21:42:07] Misty: ho')).toEqual(['whatsapp_ios']);
    expect(formats(JSON.stringify(telegramChat('Ash', 'Misty')))).toEqual(['telegram']);
    expect(formats('Ash: hi\nMisty: hello')).toEqual(['plain_text']);
  });

  it('leaves out the chats of a whole account in which nobody answers, and says so', () => {
    const result = parseChatExport(
      JSON.stringify({
        chats: { list: [telegramChat('Ash', 'Misty'), telegramChat('Ash'), telegramChat()] },
      }),
    );
    expect(result).toMatchObject({
      ok: true,
      conversations: [
        { title: 'Chat', warnings: ['1 chats of this export have one speaker only and were left out.'] },
      ],
    });
  });

  it.each([
    ['empty_text', ''],
    ['empty_text', '\uFEFF \n\t'],
    ['single_speaker', '31.12.23, 21:41 - Ash: hi\n31.12.23, 21:42 - Ash: anyone?'],
    ['malformed_export', '{"messages": [{"id": 1'],
    ['no_conversation', '{"name": "package", "version": "1.0.0"}'],
    ['no_conversation', '[1, 2, 3]'],
    ['no_conversation', 'Once upon a time there was a fox. It said: hello.\nThe end.'],
    ['no_conversation', '31.12.23, 21:41 - Messages and calls are end-to-end encrypted.'],
  ])('answers %s with a sentence that names the file', (code, text) => {
    const result = parseChatExport(text, { fileName: 'chat.txt' });
    expect(result).toMatchObject({ ok: false, code });
    expect(result.ok ? '' : result.message).toMatch(/^“chat\.txt” .+\.$/);
  });

  it('says who the only speaker is', () => {
    const result = parseChatExport('31.12.23, 21:41 - Ash: hi\n31.12.23, 21:42 - Ash: anyone?');
    expect(result.ok ? '' : result.message).toContain('Ash only');
  });

  it.each([
    ['spaces', `31.12.23, 21:41 - Ash: a${' '.repeat(200_000)}b`],
    ['direction marks', `31.12.23, 21:41 - Ash: a${'\u200E'.repeat(200_000)}b`],
    ['open brackets', `31.12.23, 21:41 - Ash: ${'<attached: '.repeat(50_000)}`],
    ['open parentheses', `31.12.23, 21:41 - Ash: ${'a.b (x '.repeat(50_000)}`],
    ['colons', 'a:'.repeat(200_000)],
    ['almost headers', '31.12.23, 21:41 aaaa aaaa aaaa aaaa aaaa aaaa aaaa\n'.repeat(4_000)],
  ])('comes to an end over many %s', (_what, text) => {
    expect(parseChatExport(text)).toHaveProperty('ok');
  });
});
