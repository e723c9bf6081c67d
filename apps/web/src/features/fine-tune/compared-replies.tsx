import { Badge, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ComparedReply, ModelComparison } from '@understudy/domain/fine-tune/contracts/compare-models';
import { formatUsd } from '../../app/format-amounts.ts';
import { formatDuration } from '../../app/format.ts';
import classes from './compared-replies.module.css';

/** What the base model and the tuned one answered to the same messages. */
export function ComparedReplies({ comparison }: { comparison: ModelComparison }) {
  return (
    <Stack gap="lg">
      {comparison.comparisons.map(({ message, base, tuned }, index) => (
        <section key={index} aria-label={message}>
          <Text fw={600} mb={8}>
            {message}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <Reply name="Base model" color="gray" compared={base} />
            <Reply name="Fine-tuned" color="teal" compared={tuned} />
          </SimpleGrid>
        </section>
      ))}
    </Stack>
  );
}

function Reply({ name, color, compared }: { name: string; color: string; compared: ComparedReply }) {
  const { model, reply, error, latency_ms: latency, estimated_cost: cost } = compared;
  const facts = [formatDuration(latency), cost === null ? null : formatUsd(cost)];
  return (
    <div className={classes.reply}>
      <Group gap={8} mb={6}>
        <Badge size="sm" variant="light" color={color}>
          {name}
        </Badge>
        <Text size="xs" c="dimmed" span>
          {facts.filter((fact) => fact !== null).join(' · ')}
        </Text>
      </Group>
      {reply === null ? (
        <Text size="sm" c="red">
          {error ?? 'There was no answer.'}
        </Text>
      ) : (
        <Text size="sm" className={classes.text ?? ''}>
          {reply}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={8} className={classes.model ?? ''}>
        {model}
      </Text>
    </div>
  );
}
