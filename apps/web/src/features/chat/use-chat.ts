import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import { toApiError } from '../../api/api-error.ts';
import { chatReducer, parseHistory, turnsOf, type ChatMessage } from './chat-history.ts';
import { streamChat } from './stream-chat.ts';

function storageKey(avatarId: string): string {
  return `understudy.chat.${avatarId}`;
}

/** A test chat with an avatar. It is kept for the session of the tab. */
export function useChat(avatarId: string, versionId: string | null) {
  const queries = useQueryClient();
  const [messages, dispatch] = useReducer(chatReducer, avatarId, (id) =>
    parseHistory(sessionStorage.getItem(storageKey(id))),
  );
  const writing = useRef<AbortController | null>(null);
  useEffect(
    () => sessionStorage.setItem(storageKey(avatarId), JSON.stringify(messages)),
    [avatarId, messages],
  );
  useEffect(() => () => writing.current?.abort(), []);

  const ask = async (text: string, before: readonly ChatMessage[] = messages) => {
    const [questionId, answerId] = [crypto.randomUUID(), crypto.randomUUID()];
    const abort = new AbortController();
    writing.current = abort;
    dispatch({ type: 'asked', questionId, answerId, text });
    try {
      const request = {
        message: text,
        history: turnsOf(before),
        // All of a chat goes to one arm of a comparison: it is known by its first message.
        conversation_id: before[0]?.id ?? questionId,
        ...(versionId === null ? {} : { prompt_version_id: versionId }),
      };
      const onDelta = (delta: string) => dispatch({ type: 'delta', answerId, text: delta });
      const reply = await streamChat(avatarId, request, onDelta, abort.signal);
      dispatch({ type: 'done', answerId, reply });
      void queries.invalidateQueries({ queryKey: ['prompt-versions'] });
    } catch (error) {
      if (abort.signal.aborted) dispatch({ type: 'stopped', answerId });
      else dispatch({ type: 'failed', answerId, error: toApiError(error).message });
    }
  };

  const retry = (answerId: string) => {
    const index = messages.findIndex((message) => message.id === answerId);
    const question = messages[index - 1];
    if (question === undefined) return;
    dispatch({ type: 'forgot', answerId });
    void ask(question.text, messages.slice(0, index - 1));
  };

  return {
    messages,
    busy: messages.some((message) => message.state === 'writing'),
    ask,
    retry,
    stop: () => writing.current?.abort(),
    clear: () => {
      writing.current?.abort();
      dispatch({ type: 'cleared' });
    },
  };
}
