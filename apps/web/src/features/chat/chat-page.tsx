import { Button, Group, Paper, Stack } from '@mantine/core';
import { IconEraser, IconGitCompare, IconSchool } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAvatarOfPage } from '../avatars/avatar-layout.tsx';
import { CompareModelsModal } from '../fine-tune/compare-models-modal.tsx';
import { useHasTunedModel } from '../fine-tune/use-tuned-model.ts';
import { ChatBubble } from './chat-bubble.tsx';
import { ChatComposer } from './chat-composer.tsx';
import { ChatOpening } from './chat-opening.tsx';
import classes from './chat-page.module.css';
import { useChat } from './use-chat.ts';
import { VersionSelect } from './version-select.tsx';

const followWithin = 80;

/** The Test chat tab: talk to the avatar with any of its versions. */
export function ChatPage() {
  const avatar = useAvatarOfPage();
  const [search, setSearch] = useSearchParams();
  const versionId = search.get('version');
  const chat = useChat(avatar.id, versionId);
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    if (follows.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [chat.messages]);
  const compare = useComparing();
  const hasTuned = useHasTunedModel(avatar.id);
  const ask = (text: string) => {
    follows.current = true;
    void chat.ask(text);
  };

  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <VersionSelect
          avatar={avatar}
          value={versionId}
          onChange={(id) =>
            setSearch(id === null ? {} : { version: id }, { replace: true, preventScrollReset: true })
          }
        />
        <Group gap="xs">
          {hasTuned && (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconGitCompare size={17} />}
              onClick={compare.open}
            >
              Compare base and tuned
            </Button>
          )}
          <Button
            component={Link}
            to={`/training-center?avatar=${avatar.id}`}
            variant="subtle"
            color="gray"
            leftSection={<IconSchool size={17} />}
          >
            Model training
          </Button>
          {chat.messages.length > 0 && (
            <Button variant="subtle" color="gray" leftSection={<IconEraser size={17} />} onClick={chat.clear}>
              Clear chat
            </Button>
          )}
        </Group>
      </Group>
      <Paper p={0} className={classes.chat}>
        <div
          ref={box}
          className={classes.messages}
          role="log"
          aria-label={`Chat with ${avatar.name}`}
          aria-busy={chat.busy}
          tabIndex={0}
          onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
            follows.current = scrollHeight - scrollTop - clientHeight < followWithin;
          }}
        >
          {chat.messages.length === 0 && <ChatOpening avatar={avatar} onAsk={ask} />}
          {chat.messages.map((message) => (
            <ChatBubble
              key={message.id}
              message={message}
              avatar={avatar}
              onRetry={() => chat.retry(message.id)}
            />
          ))}
        </div>
        <ChatComposer name={avatar.name} busy={chat.busy} onSend={ask} onStop={chat.stop} />
      </Paper>
      <CompareModelsModal
        avatarId={avatar.id}
        jobId={compare.jobId}
        opened={compare.opened}
        onClose={compare.close}
      />
    </Stack>
  );
}

const activeModel = 'active';

/** Whether two models are compared, and which, kept in the address: the active tuned model or that of a job. */
function useComparing() {
  const [search, setSearch] = useSearchParams();
  const compared = search.get('compare');
  const set = (value: string | null) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === null) next.delete('compare');
        else next.set('compare', value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return {
    opened: compared !== null,
    jobId: compared === activeModel ? null : compared,
    open: () => set(activeModel),
    close: () => set(null),
  };
}
