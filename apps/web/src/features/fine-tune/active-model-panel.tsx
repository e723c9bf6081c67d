import { Anchor, Badge, Button, Code, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import type { ActiveModel } from '@understudy/domain/fine-tune/contracts/active-model';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { Link } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { formatDate } from '../../app/format.ts';
import classes from './active-model-panel.module.css';
import { useActivateModel, useDeactivateModel, useTunedModel, type ModelChoice } from './use-tuned-model.ts';
import { useCheckpoints } from './use-fine-tune-jobs.ts';

type ActiveModelPanelProps = { avatar: Avatar; jobs: readonly FineTuneJob[] };

/** What the avatar answers with, and the switch between the tuned and the base model. */
export function ActiveModelPanel({ avatar, jobs }: ActiveModelPanelProps) {
  const query = useTunedModel(avatar.id);
  return (
    <Paper component="section" aria-labelledby="active-model" h="100%" p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2} size="h3" id="active-model">
            Active model
          </Title>
          {query.data !== undefined && (
            <Badge variant="light" color={query.data.use_fine_tuned_model ? 'teal' : 'gray'}>
              {query.data.use_fine_tuned_model ? 'Fine-tuned' : 'Base model'}
            </Badge>
          )}
        </Group>
        {cannotShow(query) && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton h={120} role="status" aria-label="Loading the active model" />}
        {query.data !== undefined && <Model avatar={avatar} model={query.data} jobs={jobs} />}
      </Stack>
    </Paper>
  );
}

function Model({ avatar, model, jobs }: ActiveModelPanelProps & { model: ActiveModel }) {
  const { active_fine_tuned_model: name, use_fine_tuned_model: isUsed } = model;
  if (name === null) return <NoModel avatar={avatar} jobs={jobs} />;
  return (
    <>
      <Text size="sm">
        {isUsed
          ? `${avatar.name} answers every chat with its own fine-tuned model:`
          : `${avatar.name} answers with the base model. Its fine-tuned model is switched off, and still there:`}
      </Text>
      <Code block className={classes.name}>
        {name}
      </Code>
      {model.shutdown_date !== null && (
        <Text size="sm" c="dimmed">
          Its provider shuts it down on {formatDate(model.shutdown_date)}.
        </Text>
      )}
      <Group gap="xs">
        {isUsed ? <InUse avatar={avatar} /> : <SwitchedOff model={model} />}
        {model.fine_tune_job_id !== null && (
          <Anchor component={Link} to={`/avatars/${avatar.id}/fine-tune/${model.fine_tune_job_id}`} size="sm">
            The job that made it
          </Anchor>
        )}
      </Group>
    </>
  );
}

function NoModel({ avatar, jobs }: ActiveModelPanelProps) {
  const ready = jobs.find(({ actions }) => actions.includes('activate'));
  return (
    <>
      <Text size="sm">
        {avatar.name} answers with {avatar.base_model ?? 'the base model'} and its trained prompt. A
        fine-tuned model learns the style itself: it needs no examples in its prompt.
      </Text>
      {ready === undefined ? (
        <Text size="sm" c="dimmed">
          When a training has succeeded, its model can be activated here.
        </Text>
      ) : (
        <Activate choice={{ jobId: ready.id }} avatarId={avatar.id} label="Activate the newest model" />
      )}
    </>
  );
}

function InUse({ avatar }: { avatar: Avatar }) {
  const deactivate = useDeactivateModel(avatar.id);
  return (
    <>
      <Button
        component={Link}
        to={`/avatars/${avatar.id}/chat`}
        leftSection={<IconMessageCircle size={17} />}
      >
        Talk to {avatar.name}
      </Button>
      <Button variant="default" loading={deactivate.isPending} onClick={() => deactivate.mutate()}>
        Deactivate
      </Button>
    </>
  );
}

/** The model may be that of a checkpoint: then it is the checkpoint that is activated again. */
function SwitchedOff({ model }: { model: ActiveModel }) {
  const jobId = model.fine_tune_job_id;
  if (jobId === null) return null;
  return <ActivateAgain jobId={jobId} model={model} />;
}

function ActivateAgain({ jobId, model }: { jobId: string; model: ActiveModel }) {
  const checkpoints = useCheckpoints(jobId);
  const checkpoint = checkpoints.data?.items.find(
    ({ fine_tuned_model_checkpoint: name }) => name === model.active_fine_tuned_model,
  );
  const choice = { jobId, ...(checkpoint === undefined ? {} : { checkpointId: checkpoint.id }) };
  if (checkpoints.isPending) return null;
  return <Activate choice={choice} avatarId={model.avatar_id} label="Activate again" />;
}

type ActivateProps = { choice: ModelChoice; avatarId: string; label: string };

function Activate({ choice, avatarId, label }: ActivateProps) {
  const activate = useActivateModel(avatarId);
  return (
    <div>
      <Button loading={activate.isPending} onClick={() => activate.mutate(choice)}>
        {label}
      </Button>
    </div>
  );
}
