import { Button, Group, Stack, Text } from '@mantine/core';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { Portrait } from '../avatars/portrait.tsx';
import classes from './chat-page.module.css';

const starters = [
  'Hey, how are you?',
  'What are you up to tonight?',
  'How should I handle this client meeting?',
  'I had a terrible day.',
];

/** What stands in an empty chat: who is there, and something to say. */
export function ChatOpening({ avatar, onAsk }: { avatar: Avatar; onAsk: (text: string) => void }) {
  const trained = avatar.active_prompt_version_number !== null;
  return (
    <Stack align="center" className={classes.opening}>
      <Portrait name={avatar.name} lit={trained} size={64} />
      <Text c="dimmed" maw={420}>
        {trained
          ? `Say something to ${avatar.name}, and hear whether it sounds right.`
          : `${avatar.name} has no active version yet and speaks from its profile alone.`}
      </Text>
      <Group gap="xs" justify="center" role="group" aria-label="Starter questions">
        {starters.map((starter) => (
          <Button
            key={starter}
            size="compact-sm"
            variant="default"
            fw={500}
            radius="xl"
            onClick={() => onAsk(starter)}
          >
            {starter}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
