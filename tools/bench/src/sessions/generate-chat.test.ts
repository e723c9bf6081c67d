import { parseChatExport } from '@understudy/domain/conversations/parse-chat-export';
import { extractConversationPairs } from '@understudy/domain/conversations/conversation-pairs';
import { describe, expect, it } from 'vitest';
import { generateChat } from './generate-chat.ts';

describe('generateChat', () => {
  it('writes a WhatsApp export of which every message and exchange is found', () => {
    const parsed = parseChatExport(generateChat({ messages: 200, seed: 7 }));
    if (!parsed.ok) throw new Error(parsed.message);
    const [conversation] = parsed.conversations;
    expect(conversation).toMatchObject({ format: 'whatsapp_android', unparsedLineCount: 0 });
    expect(conversation?.messages).toHaveLength(200);
    expect(extractConversationPairs(conversation?.messages ?? [], 'Ash')).toHaveLength(100);
  });

  it('writes the same for the same seed and something else for another', () => {
    const chat = generateChat({ messages: 20, seed: 1 });
    expect(generateChat({ messages: 20, seed: 1 })).toBe(chat);
    expect(generateChat({ messages: 20, seed: 2 })).not.toBe(chat);
  });
});
