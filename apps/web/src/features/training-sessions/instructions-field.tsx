import { Button, Group, Stack, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { uploadLimits } from '@understudy/domain/training-sessions/upload-limits';

const examples = [
  'Be more professional, minimal emoji',
  'Be more casual and friendly',
  'Keep answers short',
  'Ask follow-up questions',
  'Never give medical or legal advice',
];

type InstructionsFieldProps = { value: string; onChange: (value: string) => void; error: string | null };

function withSentence(text: string, sentence: string): string {
  const before = text.trim();
  if (before === '') return `${sentence}.`;
  return `${before}${/[.!?…]$/.test(before) ? '' : '.'} ${sentence}.`;
}

/** What the avatar should do or change, in the person's own words, with a few to start from. */
export function InstructionsField({ value, onChange, error }: InstructionsFieldProps) {
  return (
    <Stack gap="xs">
      <Textarea
        label="Instructions"
        description="Optional with files; enough on their own without."
        placeholder="How should it speak? What should it change?"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={uploadLimits.instructionsCharacters}
      />
      <Group gap={6} role="group" aria-label="Example instructions">
        {examples.map((example) => (
          <Button
            key={example}
            size="compact-sm"
            variant="default"
            fw={500}
            radius="xl"
            leftSection={<IconPlus size={13} />}
            disabled={value.includes(example)}
            onClick={() => onChange(withSentence(value, example))}
          >
            {example}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
