import type { ChatReply } from '@understudy/domain/chat/chat';
import { describe, expect, it } from 'vitest';
import { chatReducer, parseHistory, turnsOf, type ChatAction, type ChatMessage } from './chat-history.ts';

const reply: ChatReply = {
  message_id: '0190f5fe-7c00-7a00-8000-000000000001',
  reply: 'heyy you',
  prompt_version_id: null,
  prompt_version_number: null,
  model: 'gpt-4o-mini',
  tuned: false,
  provider: 'openai',
  simulated_provider: true,
  experiment: null,
  fallback: null,
  passages: [],
  usage: { input_tokens: 10, output_tokens: 2 },
  created_at: '2026-11-21T08:00:00.000Z',
};

function chat(...actions: ChatAction[]): readonly ChatMessage[] {
  return actions.reduce<readonly ChatMessage[]>(chatReducer, []);
}

const asked: ChatAction = { type: 'asked', questionId: 'q1', answerId: 'a1', text: 'hello?' };
const done: ChatAction = { type: 'done', answerId: 'a1', reply };

describe('chatReducer', () => {
  it('adds up the pieces of an answer as it is written', () => {
    const messages = chat(
      asked,
      { type: 'delta', answerId: 'a1', text: 'he' },
      { type: 'delta', answerId: 'a1', text: 'yy' },
    );
    expect(messages).toMatchObject([
      { state: 'asked', text: 'hello?' },
      { state: 'writing', text: 'heyy' },
    ]);
  });

  it('takes the whole answer at the end, whatever the pieces were', () => {
    const [, answer] = chat(asked, { type: 'delta', answerId: 'a1', text: 'he' }, done);
    expect(answer).toMatchObject({ state: 'answered', text: 'heyy you', reply: { model: 'gpt-4o-mini' } });
  });

  it('keeps what had been written when the answer is stopped or fails', () => {
    const piece: ChatAction = { type: 'delta', answerId: 'a1', text: 'he' };
    expect(chat(asked, piece, { type: 'stopped', answerId: 'a1' })[1]).toMatchObject({
      state: 'stopped',
      text: 'he',
    });
    expect(chat(asked, piece, { type: 'failed', answerId: 'a1', error: 'Gone' })[1]).toMatchObject({
      state: 'failed',
      text: 'he',
      error: 'Gone',
    });
  });

  it('takes a question and its answer out together', () => {
    const second: ChatAction = { type: 'asked', questionId: 'q2', answerId: 'a2', text: 'still there?' };
    const messages = chat(asked, done, second, { type: 'forgot', answerId: 'a2' });
    expect(messages.map(({ id }) => id)).toEqual(['q1', 'a1']);
  });
});

describe('turnsOf', () => {
  it('tells the model of answered questions only, oldest first', () => {
    const failed: ChatAction[] = [
      { type: 'asked', questionId: 'q2', answerId: 'a2', text: 'and now?' },
      { type: 'failed', answerId: 'a2', error: 'Gone' },
    ];
    expect(turnsOf(chat(asked, done, ...failed))).toEqual([
      { role: 'user', content: 'hello?' },
      { role: 'assistant', content: 'heyy you' },
    ]);
  });
});

describe('parseHistory', () => {
  it('brings back what was kept, an unfinished answer as a stopped one', () => {
    const kept = JSON.stringify(chat(asked, { type: 'delta', answerId: 'a1', text: 'he' }));
    expect(parseHistory(kept)).toMatchObject([{ state: 'asked' }, { state: 'stopped', text: 'he' }]);
  });

  it('begins anew when nothing, or nothing readable, was kept', () => {
    expect(parseHistory(null)).toEqual([]);
    expect(parseHistory('{')).toEqual([]);
    expect(parseHistory('[{"state":"odd"}]')).toEqual([]);
  });
});
