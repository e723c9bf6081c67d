import { Tabs } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconFileText, IconFlag, IconListDetails } from '@tabler/icons-react';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { isFineTuneEnded } from '@understudy/domain/fine-tune/fine-tune-status';
import type { RunEvent } from '@understudy/domain/runs/run-event';
import sliding from '../../app/sliding-tabs.module.css';
import { TabCount } from '../../app/tab-count.tsx';
import { RunLog } from '../runs/run-log.tsx';
import { CheckpointList } from './checkpoint-list.tsx';
import { FileList } from './file-list.tsx';
import { JobSettings } from './job-settings.tsx';
import { ProviderLog } from './provider-log.tsx';
import { useCheckpoints, useFiles } from './use-fine-tune-jobs.ts';

type JobTabsProps = { job: FineTuneJob; events: readonly RunEvent[]; connected: boolean };

/** What a job has left behind: its log, checkpoints, files, and what it was asked for. */
export function JobTabs({ job, events, connected }: JobTabsProps) {
  const checkpoints = useCheckpoints(job.id);
  const files = useFiles(job.id);
  return (
    <Tabs
      defaultValue="log"
      keepMounted={false}
      classNames={{ tab: sliding.tab ?? '', tabSection: sliding.icon ?? '' }}
    >
      <Tabs.List aria-label="Parts of the job" className={sliding.tabs ?? ''}>
        <Tabs.Tab value="log" leftSection={<IconListDetails size={17} stroke={1.7} />}>
          Events
        </Tabs.Tab>
        <Tabs.Tab value="checkpoints" leftSection={<IconFlag size={17} stroke={1.7} />}>
          Checkpoints <Count of={checkpoints.data?.items} />
        </Tabs.Tab>
        <Tabs.Tab value="files" leftSection={<IconFileText size={17} stroke={1.7} />}>
          Files <Count of={files.data?.files} />
        </Tabs.Tab>
        <Tabs.Tab value="settings" leftSection={<IconAdjustmentsHorizontal size={17} stroke={1.7} />}>
          Settings
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="log" pt="md">
        <RunLog events={events} connected={connected} over={isFineTuneEnded(job.status)} />
        <ProviderLog jobId={job.id} />
      </Tabs.Panel>
      <Tabs.Panel value="checkpoints" pt="md">
        <CheckpointList job={job} query={checkpoints} />
      </Tabs.Panel>
      <Tabs.Panel value="files" pt="md">
        <FileList jobId={job.id} query={files} />
      </Tabs.Panel>
      <Tabs.Panel value="settings" pt="md">
        <JobSettings job={job} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Count({ of }: { of: readonly unknown[] | undefined }) {
  return of === undefined || of.length === 0 ? null : <TabCount value={of.length} />;
}
