import { Alert, Button, Group, Loader } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { AnsweredBy, FallbackNote } from './answered-by.tsx';
import { AnswerRating } from './answer-rating.tsx';
import { ChatPassages } from './chat-passages.tsx';
import type { ChatMessage } from './chat-history.ts';
import classes from './chat-page.module.css';

type ChatBubbleProps = { message: ChatMessage; avatar: Avatar; onRetry: () => void };

/** One message of the chat, with what can be done about it. */
export function ChatBubble({ message, avatar, onRetry }: ChatBubbleProps) {
  const side = message.state === 'asked' ? 'person' : 'avatar';
  const waiting = message.state === 'writing' && message.text === '';
  return (
    <div className={classes.exchange} data-side={side}>
      {(message.text !== '' || waiting) && (
        <div className={classes.bubble} data-side={side}>
          {waiting ? (
            <Loader size="sm" type="dots" aria-label={`${avatar.name} is writing`} />
          ) : (
            <span className={message.state === 'writing' ? classes.caret : undefined}>{message.text}</span>
          )}
        </div>
      )}
      <Afterwards message={message} avatar={avatar} onRetry={onRetry} />
    </div>
  );
}

function Afterwards({ message, avatar, onRetry }: ChatBubbleProps) {
  if (message.state === 'failed') {
    return (
      <Alert color="red" mt={8} role="alert" title="No answer came">
        {message.error}
        <Group mt="xs">
          <AskAgain onRetry={onRetry} />
        </Group>
      </Alert>
    );
  }
  if (message.state === 'stopped') {
    return (
      <Group gap="xs" className={classes.meta}>
        Stopped <AskAgain onRetry={onRetry} />
      </Group>
    );
  }
  if (message.state !== 'answered') return null;
  const { reply } = message;
  const version =
    reply.prompt_version_number === null ? 'Untrained profile' : `Version ${reply.prompt_version_number}`;
  return (
    <>
      <Group gap={6} className={classes.meta}>
        <AnsweredBy reply={reply} avatarId={avatar.id} />
        <span className={classes.model}>
          {version} · {reply.model}
          {reply.simulated_provider && ' · simulated'}
        </span>
      </Group>
      {reply.fallback !== null && <FallbackNote fallback={reply.fallback} />}
      <ChatPassages passages={reply.passages} />
      {reply.prompt_version_id !== null && (
        <AnswerRating versionId={reply.prompt_version_id} messageId={reply.message_id} />
      )}
    </>
  );
}

function AskAgain({ onRetry }: { onRetry: () => void }) {
  return (
    <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
      Ask again
    </Button>
  );
}
