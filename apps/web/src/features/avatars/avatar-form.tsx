import {
  Alert,
  Button,
  Group,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import {
  createAvatarSchema,
  mbtiTypes,
  type Avatar,
  type CreateAvatar,
} from '@understudy/domain/avatars/avatar';
import { useState, type FormEvent } from 'react';
import type { z } from 'zod';
import { faultsByField } from '../../api/api-error.ts';
import { useSaveAvatar } from './use-avatars.ts';

type AvatarFormProps = { avatar: Avatar | null; onCancel: () => void; onSaved: (avatar: Avatar) => void };

function fieldsOf(avatar: Avatar | null): CreateAvatar {
  return {
    name: avatar?.name ?? '',
    backstory: avatar?.backstory ?? '',
    traits: avatar?.traits ?? [],
    mbti: avatar?.mbti ?? null,
    base_model: avatar?.base_model ?? null,
  };
}

function localFaults(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message]));
}

/** The fields of an avatar, checked by the same schema as the API checks them. */
export function AvatarForm({ avatar, onCancel, onSaved }: AvatarFormProps) {
  const [fields, setFields] = useState(() => fieldsOf(avatar));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const save = useSaveAvatar(avatar);
  const change = (part: Partial<CreateAvatar>) => setFields((known) => ({ ...known, ...part }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = createAvatarSchema.safeParse(fields);
    setFaults(checked.success ? {} : localFaults(checked.error));
    if (!checked.success) return;
    save.mutate(checked.data, { onSuccess: onSaved, onError: (error) => setFaults(faultsByField(error)) });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          data-autofocus
          required
          label="Name"
          value={fields.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={faults['name']}
          maxLength={100}
          autoComplete="off"
        />
        <Textarea
          label="Backstory"
          description="Who it is and where it comes from. A sentence is enough."
          value={fields.backstory}
          onChange={(event) => change({ backstory: event.currentTarget.value })}
          error={faults['backstory']}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={5000}
        />
        <TagsInput
          label="Traits"
          description="Press Enter after each: curious, dry, warm…"
          value={fields.traits}
          onChange={(traits) => change({ traits })}
          error={faults['traits']}
          maxTags={30}
          splitChars={[',']}
          acceptValueOnBlur
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label="MBTI"
            description="Optional"
            placeholder="None"
            clearable
            searchable
            data={[...mbtiTypes]}
            value={fields.mbti}
            onChange={(value) => change({ mbti: mbtiTypes.find((type) => type === value) ?? null })}
            error={faults['mbti']}
          />
          <TextInput
            label="Base model"
            description="Empty for the default"
            placeholder="Default"
            value={fields.base_model ?? ''}
            onChange={(event) => change({ base_model: event.currentTarget.value || null })}
            error={faults['base_model']}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
          />
        </SimpleGrid>
        {save.isError && Object.keys(faults).length === 0 && (
          <Alert color="red" role="alert">
            {save.error.message}
          </Alert>
        )}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {avatar === null ? 'Create avatar' : 'Save changes'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
