import { Badge, Group, List, SimpleGrid, Stack, Text } from '@mantine/core';
import type { CommunicationAnalysis } from '@understudy/domain/style/communication-analysis';
import type { ReactNode } from 'react';
import { labelOf } from './labels.ts';

/** How somebody communicates, as the model read it and measurement corrected it. */
export function AnalysisView({ analysis }: { analysis: CommunicationAnalysis }) {
  const style = analysis.communication_style;
  const answer = analysis.response_characteristics;
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="md">
        <Fact label="Tone">{labelOf(style.tone)}</Fact>
        <Fact label="Formality">{labelOf(style.formality_level)}</Fact>
        <Fact label="Emoji">{labelOf(style.emoji_usage)}</Fact>
        <Fact label="Length">{labelOf(style.response_length)}</Fact>
        <Fact label="Greeting">{answer.typical_greeting}</Fact>
        <Fact label="Questions">{labelOf(answer.question_style)}</Fact>
        <Fact label="Support">{labelOf(answer.supportiveness)}</Fact>
      </SimpleGrid>
      <Words label="Personality" words={analysis.personality_traits} />
      <Fact label="Habits in conversation">
        <List size="sm" spacing={4}>
          {analysis.behavioral_patterns.map((pattern) => (
            <List.Item key={pattern}>{pattern}</List.Item>
          ))}
        </List>
      </Fact>
      <Words label="Phrases" words={answer.common_phrases.map((phrase) => `“${phrase}”`)} />
    </Stack>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed" fw={600} mb={2}>
        {label}
      </Text>
      <Text component="div" size="sm" fw={500}>
        {children}
      </Text>
    </div>
  );
}

function Words({ label, words }: { label: string; words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <Fact label={label}>
      <Group gap={6} mt={4}>
        {words.map((word) => (
          <Badge key={word} variant="default" size="lg" fw={500}>
            {word}
          </Badge>
        ))}
      </Group>
    </Fact>
  );
}
