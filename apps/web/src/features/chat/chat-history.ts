import { chatReplySchema, type ChatReply, type ChatTurn } from '@understudy/domain/chat/chat';
import { z } from 'zod';

const messageSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('asked'), id: z.string(), text: z.string() }),
  z.object({
    state: z.enum(['writing', 'stopped', 'failed']),
    id: z.string(),
    text: z.string(),
    error: z.string().nullable(),
  }),
  z.object({ state: z.literal('answered'), id: z.string(), text: z.string(), reply: chatReplySchema }),
]);

/**
 * A message of a test chat. `asked` is the person's; all others are the avatar's: being written, stopped by the
 * person, failed with a reason, or complete with what the API says of it.
 */
export type ChatMessage = z.infer<typeof messageSchema>;

/** What happens to a chat. */
export type ChatAction =
  | { type: 'asked'; questionId: string; answerId: string; text: string }
  | { type: 'delta'; answerId: string; text: string }
  | { type: 'done'; answerId: string; reply: ChatReply }
  | { type: 'stopped'; answerId: string }
  | { type: 'failed'; answerId: string; error: string }
  | { type: 'forgot'; answerId: string }
  | { type: 'cleared' };

/** The chat after something has happened. */
export function chatReducer(messages: readonly ChatMessage[], action: ChatAction): readonly ChatMessage[] {
  switch (action.type) {
    case 'asked':
      return [
        ...messages,
        { state: 'asked', id: action.questionId, text: action.text },
        { state: 'writing', id: action.answerId, text: '', error: null },
      ];
    case 'delta':
      return change(messages, action.answerId, ({ text, id }) => ({
        state: 'writing',
        id,
        text: text + action.text,
        error: null,
      }));
    case 'done':
      return change(messages, action.answerId, ({ id }) => ({
        state: 'answered',
        id,
        text: action.reply.reply,
        reply: action.reply,
      }));
    case 'stopped':
      return change(messages, action.answerId, ({ id, text }) => ({
        state: 'stopped',
        id,
        text,
        error: null,
      }));
    case 'failed':
      return change(messages, action.answerId, ({ id, text }) => ({
        state: 'failed',
        id,
        text,
        error: action.error,
      }));
    case 'forgot':
      return withoutExchange(messages, action.answerId);
    case 'cleared':
      return [];
  }
}

function change(messages: readonly ChatMessage[], id: string, to: (message: ChatMessage) => ChatMessage) {
  return messages.map((message) => (message.id === id ? to(message) : message));
}

/** Takes an answer and the question before it out, so that the question can be asked again. */
function withoutExchange(messages: readonly ChatMessage[], answerId: string): readonly ChatMessage[] {
  const index = messages.findIndex((message) => message.id === answerId);
  return index < 0 ? messages : messages.toSpliced(index - 1, 2);
}

const maxTurns = 100;

/** The exchanges that the model is told about: complete or stopped ones with text, oldest first. */
export function turnsOf(messages: readonly ChatMessage[]): ChatTurn[] {
  const turns: ChatTurn[] = [];
  messages.forEach((message, index) => {
    const question = messages[index - 1];
    if (question?.state !== 'asked' || message.state === 'asked' || message.text === '') return;
    if (message.state === 'answered' || message.state === 'stopped') {
      turns.push({ role: 'user', content: question.text }, { role: 'assistant', content: message.text });
    }
  });
  return turns.slice(-maxTurns);
}

/**
 * The chat that was kept for this tab, or an empty one. An answer that was being written when the page went away
 * counts as stopped.
 */
export function parseHistory(stored: string | null): readonly ChatMessage[] {
  if (stored === null) return [];
  try {
    const messages = z.array(messageSchema).parse(JSON.parse(stored));
    return messages.map((message) =>
      message.state === 'writing' ? { ...message, state: 'stopped' } : message,
    );
  } catch {
    return [];
  }
}
