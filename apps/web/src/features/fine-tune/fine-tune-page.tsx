import { Tabs } from '@mantine/core';
import {
  IconArrowsSplit2,
  IconCalendarRepeat,
  IconLayoutDashboard,
  IconListCheck,
  IconPlus,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import sliding from '../../app/sliding-tabs.module.css';
import { TabCount } from '../../app/tab-count.tsx';
import { useAvatarOfPage } from '../avatars/avatar-layout.tsx';
import { SchedulePanel } from '../fine-tune-schedules/schedule-panel.tsx';
import { ExperimentPanel } from '../model-experiments/experiment-panel.tsx';
import { CreatePanel } from './create-panel.tsx';
import { JobList } from './job-list.tsx';
import { Overview } from './overview.tsx';
import { useFineTuneJobs } from './use-fine-tune-jobs.ts';

const parts = ['overview', 'create', 'jobs', 'compare', 'schedule'] as const;
type Part = (typeof parts)[number];

/** The Fine-tune tab: from an avatar's examples to a model that answers in its voice. */
export function FineTunePage() {
  const avatar = useAvatarOfPage();
  const navigate = useNavigate();
  const [part, openPart] = usePart();
  const jobs = useFineTuneJobs(avatar.id);
  const items = jobs.data?.pages.flatMap((page) => page.items) ?? [];
  const list = useRef<HTMLDivElement>(null);
  // On a phone the parts are wider than the screen; the number of jobs widens them once more.
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [part, items.length]);
  return (
    <Tabs
      value={part}
      onChange={(value) => openPart(parts.find((one) => one === value) ?? 'overview')}
      keepMounted={false}
      variant="pills"
      classNames={{ tab: sliding.tab ?? '', tabSection: sliding.icon ?? '' }}
    >
      <Tabs.List ref={list} aria-label="Parts of fine-tuning" className={sliding.tabs ?? ''}>
        <Tabs.Tab value="overview" leftSection={<IconLayoutDashboard size={17} stroke={1.7} />}>
          Overview
        </Tabs.Tab>
        <Tabs.Tab value="create" leftSection={<IconPlus size={17} stroke={1.7} />}>
          Create fine-tune
        </Tabs.Tab>
        <Tabs.Tab value="jobs" leftSection={<IconListCheck size={17} stroke={1.7} />}>
          Training jobs {items.length > 0 && <TabCount value={items.length} />}
        </Tabs.Tab>
        <Tabs.Tab value="compare" leftSection={<IconArrowsSplit2 size={17} stroke={1.7} />}>
          Compare in the chat
        </Tabs.Tab>
        <Tabs.Tab value="schedule" leftSection={<IconCalendarRepeat size={17} stroke={1.7} />}>
          Schedule
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="overview" pt="lg">
        <Overview avatar={avatar} jobs={items} onCreate={() => openPart('create')} />
      </Tabs.Panel>
      <Tabs.Panel value="create" pt="lg">
        <CreatePanel
          key={avatar.id}
          avatar={avatar}
          onStarted={(jobId) => void navigate(`/avatars/${avatar.id}/fine-tune/${jobId}`)}
        />
      </Tabs.Panel>
      <Tabs.Panel value="jobs" pt="lg">
        <JobList query={jobs} name={avatar.name} onCreate={() => openPart('create')} />
      </Tabs.Panel>
      <Tabs.Panel value="compare" pt="lg">
        <ExperimentPanel key={avatar.id} avatar={avatar} jobs={items} />
      </Tabs.Panel>
      <Tabs.Panel value="schedule" pt="lg">
        <SchedulePanel key={avatar.id} avatar={avatar} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** The open part, kept in the address. */
function usePart(): readonly [Part, (part: Part) => void] {
  const [search, setSearch] = useSearchParams();
  const open = parts.find((part) => part === search.get('part')) ?? 'overview';
  const openPart = (part: Part) =>
    setSearch(part === 'overview' ? {} : { part }, { preventScrollReset: true });
  return [open, openPart];
}
