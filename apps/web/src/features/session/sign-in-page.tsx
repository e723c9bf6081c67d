import { Alert, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, unwrap } from '../../api/client.ts';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { Mark } from '../../app/wordmark.tsx';
import { DevelopmentSignIn } from './development-sign-in.tsx';
import classes from './sign-in-page.module.css';
import { TokenSignIn } from './token-sign-in.tsx';

type Way = 'name' | 'token';

/**
 * Where a person says who they are: by name on a development installation, else with a token.
 *
 * @param reason why somebody who was signed in is not any more
 */
export function SignInPage({ reason }: { reason?: string }) {
  useDocumentTitle('Sign in');
  const [chosen, setChosen] = useState<Way | null>(null);
  const [refused, setRefused] = useState(false);
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => unwrap(client.GET('/healthz', { signal })),
  });
  const byNameOffered = health.data?.production !== true && !refused;
  const way = byNameOffered ? (chosen ?? 'name') : 'token';

  return (
    <div className={classes.stage}>
      <Stack align="center" gap="xs" ta="center">
        <Mark size={60} />
        <Title order={1} mt="md">
          Learns a role by watching
        </Title>
        <Text c="dimmed" maw={440}>
          Give Understudy real conversations and it learns how somebody writes: their length, their words,
          their emoji. Then it plays the part.
        </Text>
      </Stack>
      {reason !== undefined && (
        <Alert
          color="orange"
          icon={<IconAlertCircle />}
          title="You were signed out"
          role="alert"
          w="100%"
          maw={440}
        >
          {reason} Sign in as the same person to go on where you were.
        </Alert>
      )}
      <Paper w="100%" maw={440} p="xl">
        <Stack gap="lg">
          {byNameOffered && (
            <SegmentedControl
              fullWidth
              aria-label="How to sign in"
              value={way}
              onChange={(value) => setChosen(value === 'token' ? 'token' : 'name')}
              data={[
                { value: 'name', label: 'By name' },
                { value: 'token', label: 'With a token' },
              ]}
            />
          )}
          {way === 'name' ? <DevelopmentSignIn onNotOffered={() => setRefused(true)} /> : <TokenSignIn />}
        </Stack>
      </Paper>
    </div>
  );
}
