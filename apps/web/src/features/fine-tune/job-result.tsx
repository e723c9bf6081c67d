import { Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconGitCompare, IconMessageCircle } from '@tabler/icons-react';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { Link } from 'react-router';
import classes from './job-result.module.css';
import { useActivateModel, useDeactivateModel } from './use-tuned-model.ts';

/** The model that a job has made, and what can be done with it. */
export function JobResult({ job }: { job: FineTuneJob }) {
  if (job.status !== 'succeeded' || job.fine_tuned_model === null) return null;
  const chat = `/avatars/${job.avatar_id}/chat`;
  return (
    <Paper p={{ base: 'md', sm: 'xl' }} className={classes.result} component="section" aria-label="The model">
      <Stack gap="md">
        <Title order={3}>{job.is_active ? 'The model answers every chat' : 'The model is ready'}</Title>
        <Code block className={classes.name}>
          {job.fine_tuned_model}
        </Code>
        {!job.is_active && (
          <Text size="sm" c="dimmed">
            Activate it, and the avatar answers with it. The base model steps in where it fails.
          </Text>
        )}
        <Group gap="xs">
          {job.is_active ? <InUse job={job} chat={chat} /> : <Activate job={job} />}
          <Button
            component={Link}
            to={`${chat}?compare=${job.id}`}
            variant="default"
            leftSection={<IconGitCompare size={16} />}
          >
            Compare with the base model
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function InUse({ job, chat }: { job: FineTuneJob; chat: string }) {
  const deactivate = useDeactivateModel(job.avatar_id);
  return (
    <>
      <Button component={Link} to={chat} leftSection={<IconMessageCircle size={16} />}>
        Talk to it
      </Button>
      <Button variant="default" loading={deactivate.isPending} onClick={() => deactivate.mutate()}>
        Deactivate
      </Button>
    </>
  );
}

function Activate({ job }: { job: FineTuneJob }) {
  const activate = useActivateModel(job.avatar_id);
  return (
    <Button
      leftSection={<IconCheck size={16} />}
      loading={activate.isPending}
      onClick={() => activate.mutate({ jobId: job.id })}
    >
      Activate model
    </Button>
  );
}
