import { Skeleton } from '@mantine/core';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { CreateForm } from './create-form.tsx';
import { firstChoice } from './first-choice.ts';
import { useBaseModels } from './use-fine-tune-data.ts';

type CreatePanelProps = { avatar: Avatar; onStarted: (jobId: string) => void };

/** Where a job is put together, its cost seen, and the job started. */
export function CreatePanel({ avatar, onStarted }: CreatePanelProps) {
  const query = useBaseModels(avatar.id);
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return <Skeleton h={520} radius="lg" role="status" aria-label="Loading the models" />;
  }
  const { models, providers } = query.data;
  return (
    <CreateForm
      avatar={avatar}
      models={models}
      providers={providers}
      initial={firstChoice(query.data)}
      onStarted={onStarted}
    />
  );
}
