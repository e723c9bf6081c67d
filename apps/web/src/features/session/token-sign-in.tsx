import { Button, Code, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { errorFromAnswer } from '../../api/api-error.ts';
import { writeToken } from '../../api/token-store.ts';

async function checkToken(token: string): Promise<string> {
  const response = await fetch('/api/session', { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw errorFromAnswer(response.status, await response.json().catch(() => undefined));
  return token;
}

/** Signs in with a bearer token from elsewhere. It is tried before it is kept. */
export function TokenSignIn() {
  const [token, setToken] = useState('');
  const signIn = useMutation({ mutationFn: checkToken, onSuccess: writeToken });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== '') signIn.mutate(token.trim().replace(/^Bearer\s+/i, ''));
  };

  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea
          label="Bearer token"
          description="A JSON Web Token of your installation. Its subject is your user."
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          error={signIn.error?.message}
          autosize
          minRows={3}
          maxRows={6}
          spellCheck={false}
          autoComplete="off"
        />
        <Button type="submit" size="md" loading={signIn.isPending} disabled={token.trim() === ''}>
          Sign in
        </Button>
        <Text size="xs" c="dimmed">
          On your own machine, <Code>npm run -s token -- --user NAME</Code> prints one.
        </Text>
      </Stack>
    </form>
  );
}
