import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { Link } from 'react-router';
import covering from '../../app/covering-link.module.css';
import { countOf } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import classes from './avatar-card.module.css';
import { AvatarMenu } from './avatar-menu.tsx';
import { Portrait } from './portrait.tsx';

const shownTraits = 4;

/** An avatar in the list. The whole card leads to it. */
export function AvatarCard({ avatar }: { avatar: Avatar }) {
  const version = avatar.active_prompt_version_number;
  return (
    <Paper component="li" className={`${covering.place} ${classes.card}`}>
      <Stack gap="md" h="100%">
        <Group wrap="nowrap" align="flex-start">
          <Portrait name={avatar.name} lit={version !== null} />
          <Stack gap={4} flex={1} miw={0}>
            <Text
              component={Link}
              to={`/avatars/${avatar.id}`}
              className={`${covering.link} ${classes.name}`}
            >
              {avatar.name}
            </Text>
            {version === null ? (
              <Text size="sm" c="dimmed">
                No active version
              </Text>
            ) : (
              <Badge variant="light" className={classes.version}>
                Version {version} active
              </Badge>
            )}
          </Stack>
          <div className={covering.above}>
            <AvatarMenu avatar={avatar} />
          </div>
        </Group>
        {avatar.backstory !== '' && (
          <Text size="sm" c="dimmed" lineClamp={2}>
            {avatar.backstory}
          </Text>
        )}
        <Traits avatar={avatar} />
        <Text size="xs" c="dimmed" mt="auto">
          {countOf(avatar.prompt_version_count, 'version')} ·{' '}
          {countOf(avatar.training_session_count, 'session')} ·{' '}
          {countOf(avatar.training_example_count, 'example')}
          <br />
          Changed <When iso={avatar.updated_at} />
        </Text>
      </Stack>
    </Paper>
  );
}

/** The words for an avatar's personality, the first few of them. */
function Traits({ avatar }: { avatar: Avatar }) {
  const words = [...(avatar.mbti === null ? [] : [avatar.mbti]), ...avatar.traits];
  if (words.length === 0) return null;
  const more = words.length - shownTraits;
  return (
    <Group gap={6}>
      {words.slice(0, shownTraits).map((word) => (
        <Badge key={word} variant="default" fw={500}>
          {word}
        </Badge>
      ))}
      {more > 0 && (
        <Text size="xs" c="dimmed">
          +{more}
        </Text>
      )}
    </Group>
  );
}
