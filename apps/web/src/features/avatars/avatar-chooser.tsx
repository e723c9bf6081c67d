import { Button, Checkbox, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { useState } from 'react';
import { Link } from 'react-router';
import { countOf } from '../../app/format.ts';
import { mostAvatars, newBatchAddress } from '../fine-tune-batches/chosen-avatars.ts';
import classes from './avatar-chooser.module.css';
import { Portrait } from './portrait.tsx';

type AvatarChooserProps = { avatars: readonly Avatar[]; onClose: () => void };

/** Several avatars to choose, and what can be done with all of them at once. */
export function AvatarChooser({ avatars, onClose }: AvatarChooserProps) {
  const [chosen, setChosen] = useState<string[]>([]);
  const withExamples = avatars.filter(({ training_example_count: count }) => count > 0);
  return (
    <Stack gap="lg">
      <Checkbox.Group
        aria-label="Avatars"
        value={chosen}
        onChange={setChosen}
        maxSelectedValues={mostAvatars}
      >
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {avatars.map((avatar) => (
            <Checkbox.Card key={avatar.id} value={avatar.id} className={classes.card ?? ''} radius="lg">
              <Group wrap="nowrap" component="span">
                <Checkbox.Indicator />
                <Portrait name={avatar.name} lit={avatar.active_prompt_version_number !== null} size={40} />
                <span>
                  <Text component="span" fw={600} display="block" className={classes.name ?? ''}>
                    {avatar.name}
                  </Text>
                  <Text component="span" size="xs" c="dimmed">
                    {countOf(avatar.training_example_count, 'example')}
                  </Text>
                </span>
              </Group>
            </Checkbox.Card>
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <Paper className={classes.bar} p="md" role="group" aria-label="With the chosen avatars">
        <Group justify="space-between" gap="sm">
          <Group gap="sm">
            <Text size="sm" role="status">
              {chosen.length} of {avatars.length} chosen
              {chosen.length === mostAvatars && ', the most there can be'}
            </Text>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => setChosen(withExamples.slice(0, mostAvatars).map(({ id }) => id))}
            >
              All that have examples
            </Button>
          </Group>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              Done
            </Button>
            {chosen.length === 0 ? (
              <Button disabled leftSection={<IconAdjustments size={17} />}>
                Fine-tune them
              </Button>
            ) : (
              <Button
                component={Link}
                to={newBatchAddress(chosen)}
                leftSection={<IconAdjustments size={17} />}
              >
                Fine-tune them
              </Button>
            )}
          </Group>
        </Group>
      </Paper>
    </Stack>
  );
}
