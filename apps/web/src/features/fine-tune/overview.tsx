import { Grid, Stack } from '@mantine/core';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { ActiveModelPanel } from './active-model-panel.tsx';
import { ReadinessPanel } from './readiness-panel.tsx';
import { ShutdownNotice } from './shutdown-notice.tsx';
import { StatisticsPanel } from './statistics-panel.tsx';
import { UsagePanel } from './usage-panel.tsx';

type OverviewProps = {
  avatar: Avatar;
  /** The newest jobs, newest first. */
  jobs: readonly FineTuneJob[];
  onCreate: () => void;
};

/** Whether an avatar can be fine-tuned, with what, what answers now, and what that is used for. */
export function Overview({ avatar, jobs, onCreate }: OverviewProps) {
  return (
    <Stack gap="lg">
      <ShutdownNotice avatarId={avatar.id} name={avatar.name} onCreate={onCreate} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <ReadinessPanel avatarId={avatar.id} onCreate={onCreate} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <ActiveModelPanel avatar={avatar} jobs={jobs} />
        </Grid.Col>
      </Grid>
      <StatisticsPanel avatarId={avatar.id} />
      <UsagePanel avatarId={avatar.id} />
    </Stack>
  );
}
