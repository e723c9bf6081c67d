import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { countOf } from '../../app/format.ts';
import { ComparedReplies } from './compared-replies.tsx';
import { useCompareModels } from './use-compare-models.ts';

const mostMessages = 10;
const openers = 'Hey, how was your day?\nI had a terrible day.';

function messagesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

type CompareModelsModalProps = {
  avatarId: string;
  /** The job whose model is compared; null for the active one. */
  jobId: string | null;
  opened: boolean;
  onClose: () => void;
};

/** The base model and the tuned one, side by side. */
export function CompareModelsModal({ avatarId, jobId, opened, onClose }: CompareModelsModalProps) {
  const isPhone = useMediaQuery('(max-width: 48em)');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Base and tuned, side by side"
      size="xl"
      fullScreen={isPhone}
    >
      <Compare avatarId={avatarId} jobId={jobId} />
    </Modal>
  );
}

function Compare({ avatarId, jobId }: Pick<CompareModelsModalProps, 'avatarId' | 'jobId'>) {
  const [text, setText] = useState(openers);
  const compare = useCompareModels(avatarId, jobId);
  const messages = messagesOf(text);
  const tooMany = messages.length - mostMessages;
  return (
    <Stack gap="md">
      <Textarea
        data-autofocus
        label="Messages"
        description={`One a line, up to ${mostMessages}. Each is asked for itself, with the active prompt and without knowledge.`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={tooMany > 0 ? `These are ${messages.length}. Remove ${tooMany}.` : null}
        autosize
        minRows={2}
        maxRows={8}
      />
      <Group>
        <Button
          disabled={messages.length === 0 || tooMany > 0}
          loading={compare.isPending}
          onClick={() => compare.mutate(messages)}
        >
          Ask both
        </Button>
        <Text size="sm" c="dimmed" aria-live="polite">
          {compare.isPending && `Waiting for ${countOf(messages.length * 2, 'answer')}…`}
        </Text>
      </Group>
      {compare.isError && (
        <Alert color="red" role="alert" title="There are no answers">
          {compare.error.message}
        </Alert>
      )}
      {compare.data !== undefined && <ComparedReplies comparison={compare.data} />}
    </Stack>
  );
}
