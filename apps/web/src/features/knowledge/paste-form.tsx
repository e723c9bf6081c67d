import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { knowledgeLimits } from '@understudy/domain/knowledge/knowledge-document';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { faultsByField } from '../../api/api-error.ts';
import { addDocument } from './add-document.ts';
import { useRefreshKnowledge } from './use-knowledge.ts';

type PasteFormProps = { avatarId: string | null; onAdded: () => void };

/** Adds a text that is pasted or written here. */
export function PasteForm({ avatarId, onAdded }: PasteFormProps) {
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const refresh = useRefreshKnowledge();
  const add = useMutation({
    mutationFn: () => addDocument({ title, text }, avatarId),
    onSuccess: async () => {
      setTitle('');
      setText('');
      onAdded();
      await refresh();
    },
  });
  const faults = faultsByField(add.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label="Title"
          required
          maxLength={knowledgeLimits.titleCharacters}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={faults['title']}
        />
        <Textarea
          label="Text"
          required
          autosize
          minRows={4}
          maxRows={16}
          maxLength={knowledgeLimits.pastedCharacters}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={faults['text']}
        />
        {add.isError && Object.keys(faults).length === 0 && (
          <Text size="sm" c="red" role="alert">
            {add.error.message}
          </Text>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={add.isPending} disabled={title.trim() === '' || text.trim() === ''}>
            Add text
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
