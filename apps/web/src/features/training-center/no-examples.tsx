import { Button, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconFileImport, IconPencil, IconWand } from '@tabler/icons-react';
import { exampleRules } from '@understudy/domain/training-center/examples/example-rules';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** What stands where the table will be: the three ways to come by examples. */
export function NoExamples({ onAdd }: { onAdd: () => void }) {
  const { minimumExamples: minimum, recommendedExamples: recommended } = exampleRules;
  return (
    <Stack gap="md" component="section" aria-labelledby="no-examples">
      <div>
        <Title order={2} id="no-examples">
          Three ways to the first example
        </Title>
        <Text c="dimmed">
          {minimum} are enough to train on, {recommended} are recommended.
        </Text>
      </div>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Way
          icon={<IconPencil size={26} stroke={1.5} aria-hidden />}
          title="Write them"
          text="A question, and the answer that you would want. Ten good ones say more than a hundred hasty ones."
          action={
            <Button variant="light" onClick={onAdd}>
              Write an example
            </Button>
          }
        />
        <Way
          icon={<IconFileImport size={26} stroke={1.5} aria-hidden />}
          title="Import a data set"
          text="JSONL, JSON or CSV as OpenAI, Hugging Face, Alpaca and ShareGPT write it. Drop it anywhere on this page."
          action={
            <Button variant="light" onClick={onAdd}>
              Choose a file
            </Button>
          }
        />
        <Way
          icon={<IconWand size={26} stroke={1.5} aria-hidden />}
          title="Have them made"
          text="A training session takes them from your conversations; a batch has models write and judge them."
          action={
            <Button component={Link} to="/auto-train" variant="light">
              Generate examples
            </Button>
          }
        />
      </SimpleGrid>
    </Stack>
  );
}

type WayProps = { icon: ReactNode; title: string; text: string; action: ReactNode };

function Way({ icon, title, text, action }: WayProps) {
  return (
    <Paper>
      <Stack gap="sm" h="100%" align="flex-start" justify="space-between">
        <Stack gap={6} c="var(--understudy-accent-text)">
          {icon}
          <Title order={3} c="var(--mantine-color-text)">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </Stack>
        {action}
      </Stack>
    </Paper>
  );
}
