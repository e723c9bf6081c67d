import { Alert, Button, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { useState } from 'react';
import { countOf } from '../../app/format.ts';
import { AnswersSideBySide } from './answers-side-by-side.tsx';
import { useCompareAnswers } from './use-prompt-versions.ts';

const maxQuestions = 10;
const presets = [
  'How should I handle this client meeting?',
  'What are you up to tonight?',
  'I had a terrible day.',
  'Can you explain it once more?',
  'Guess what, I got the job!',
];

function questionsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Puts the same questions to two versions and shows the answers side by side. */
export function AskBoth({ a, b }: { a: PromptVersion; b: PromptVersion }) {
  const [text, setText] = useState(presets.slice(0, 2).join('\n'));
  const compare = useCompareAnswers(a.id, b.id);
  const questions = questionsOf(text);
  const tooMany = questions.length > maxQuestions;

  return (
    <Paper>
      <Stack gap="sm">
        <Title order={3}>Ask both the same questions</Title>
        <Textarea
          label="Questions"
          description={`One a line, up to ${maxQuestions}.`}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={tooMany ? `These are ${questions.length}. Remove ${questions.length - maxQuestions}.` : null}
          autosize
          minRows={2}
          maxRows={10}
        />
        <Group gap={6} role="group" aria-label="Example questions">
          {presets
            .filter((preset) => !questions.includes(preset))
            .map((preset) => (
              <Button
                key={preset}
                size="compact-sm"
                variant="default"
                fw={500}
                radius="xl"
                leftSection={<IconPlus size={13} />}
                disabled={questions.length >= maxQuestions}
                onClick={() => setText([...questions, preset].join('\n'))}
              >
                {preset}
              </Button>
            ))}
        </Group>
        <Group>
          <Button
            disabled={questions.length === 0 || tooMany}
            loading={compare.isPending}
            onClick={() => compare.mutate(questions)}
          >
            Ask both
          </Button>
          <Text size="sm" c="dimmed" aria-live="polite">
            {compare.isPending && `Waiting for ${countOf(questions.length * 2, 'answer')}…`}
          </Text>
        </Group>
        {compare.isError && (
          <Alert color="red" role="alert" title="There are no answers">
            {compare.error.message}
          </Alert>
        )}
        {compare.data !== undefined && <AnswersSideBySide answers={compare.data.answers} a={a} b={b} />}
      </Stack>
    </Paper>
  );
}
