import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import figures from '../../app/figure.module.css';
import classes from './no-training-files.module.css';

/** How one gets to a training file, for who has none. */
export function NoTrainingFiles({ onCreate }: { onCreate: () => void }) {
  return (
    <Stack gap="lg">
      <ol className={classes.steps} aria-label="How to make a training file">
        <Step number={1} title="Train an avatar">
          Give it chat exports, screenshots or PDFs: the conversations in them are found and kept.{' '}
          <Anchor component={Link} to="/avatars" size="sm" underline="always">
            Go to avatars
          </Anchor>
        </Step>
        <Step number={2} title="Enrich its conversations">
          A model labels each with persona, emotional arc, topic and quality, and every reply becomes a
          training pair.
        </Step>
        <Step number={3} title="Make a file">
          Choose those that are ready. They are put together, checked, and yours to download as JSON and
          JSONL.
        </Step>
      </ol>
      <Group justify="center">
        <Button size="md" leftSection={<IconPlus size={18} />} onClick={onCreate}>
          Make your first training file
        </Button>
      </Group>
    </Stack>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <Paper component="li">
      <span className={`${figures.figure} ${classes.number}`} aria-hidden>
        {number}
      </span>
      <Title order={2} size="h4" mt={8}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        {children}
      </Text>
    </Paper>
  );
}
