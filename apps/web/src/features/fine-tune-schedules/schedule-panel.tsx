import { Badge, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import type { ReactNode } from 'react';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { formatDateTime } from '../../app/format.ts';
import { NoVersionNote } from '../prompt-versions/no-version-note.tsx';
import { FiringList } from './firing-list.tsx';
import { ScheduleActions } from './schedule-actions.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import { useSchedule, type Schedule } from './use-schedule.ts';

/** Training again by itself: the avatar's schedule, or the form of one. */
export function SchedulePanel({ avatar }: { avatar: Avatar }) {
  const query = useSchedule(avatar.id);
  const [editing, edit] = useDisclosure(false);
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return <Skeleton h={320} radius="lg" role="status" aria-label="Loading the schedule" />;
  }
  const schedule = query.data;
  if (schedule === null) {
    return (
      <Frame title={`Train ${avatar.name} again by itself`}>
        <Text size="sm" c="dimmed" maw="68ch">
          Answers that people rate well in the chat become examples. When there are enough new ones, a job is
          started: without you, and never for less.
        </Text>
        {avatar.active_prompt_version_number === null && <NoVersionNote name={avatar.name} />}
        <ScheduleForm avatarId={avatar.id} schedule={null} onSaved={edit.close} />
      </Frame>
    );
  }
  if (editing) {
    return (
      <Frame title="Change the schedule">
        <ScheduleForm avatarId={avatar.id} schedule={schedule} onSaved={edit.close} onCancel={edit.close} />
      </Frame>
    );
  }
  return (
    <Frame
      title={capitalized(schedule.description)}
      badge={
        schedule.paused ? (
          <Badge variant="light" color="blue">
            Paused
          </Badge>
        ) : (
          <Badge variant="light" color="teal">
            Active
          </Badge>
        )
      }
    >
      <Standing schedule={schedule} />
      <ScheduleActions schedule={schedule} onEdit={edit.open} />
      <FiringList avatarId={avatar.id} />
    </Frame>
  );
}

type FrameProps = { title: string; badge?: ReactNode; children: ReactNode };

function Frame({ title, badge, children }: FrameProps) {
  return (
    <Paper component="section" aria-labelledby="schedule" p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <Group justify="space-between">
          <Title order={2} size="h3" id="schedule">
            {title}
          </Title>
          {badge}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}

/** What waits, what is needed, and when it looks next. */
function Standing({ schedule }: { schedule: Schedule }) {
  const { new_examples: waiting, minimum_new_examples: needed, minimum_rating: rating, job } = schedule;
  return (
    <Stack gap={4}>
      <Text size="sm">
        <strong>
          {waiting} of {needed}
        </strong>{' '}
        new answers with {rating === 5 ? '5 stars' : `${String(rating)} stars or more`} wait to be trained
        with.
        {job === null
          ? ' Each job is made as the avatar’s last one was.'
          : ` Each job trains ${job.base_model}, as it was set.`}
      </Text>
      <NextRuns schedule={schedule} />
    </Stack>
  );
}

function NextRuns({ schedule: { next_runs: next, paused } }: { schedule: Schedule }) {
  if (paused) return <Text size="sm">It is paused and does not look.</Text>;
  if (next === null) {
    return (
      <Text size="sm" c="dimmed">
        When it looks next cannot be said now: Temporal does not answer.
      </Text>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      Looks next on {next.slice(0, 3).map(formatDateTime).join(' · ')} (your time).
    </Text>
  );
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
