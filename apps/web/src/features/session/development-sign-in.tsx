import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { faultsByField, toApiError } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import { writeToken } from '../../api/token-store.ts';

/** Signs in under any name, on an installation that hands out development tokens. */
export function DevelopmentSignIn({ onNotOffered }: { onNotOffered: () => void }) {
  const [name, setName] = useState('demo');
  const signIn = useMutation({
    mutationFn: (user: string) => unwrap(client.POST('/auth/development-token', { body: { user } })),
    onSuccess: ({ token }) => writeToken(token),
    onError: (error) => toApiError(error).code === 'not_found' && onNotOffered(),
  });
  const user = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (user !== '') signIn.mutate(user);
  };
  const error = signIn.error === null ? null : (faultsByField(signIn.error)['user'] ?? signIn.error.message);

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Your name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={error}
          maxLength={255}
          autoComplete="username"
        />
        <Button type="submit" size="md" loading={signIn.isPending} disabled={user === ''}>
          Continue as {user === '' ? '…' : user}
        </Button>
        <Text size="xs" c="dimmed">
          This is a development installation: no password, and each name has avatars of its own.
        </Text>
      </Stack>
    </form>
  );
}
