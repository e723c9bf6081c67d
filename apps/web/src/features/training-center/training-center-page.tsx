import { Skeleton, Stack, Tabs } from '@mantine/core';
import { IconBooks, IconDownload, IconPlus, IconStethoscope, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, type RefObject } from 'react';
import { useSearchParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { PageHeading } from '../../app/page-heading.tsx';
import sliding from '../../app/sliding-tabs.module.css';
import { TabCount } from '../../app/tab-count.tsx';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { AddExamples } from './add-examples.tsx';
import { AvatarScope } from './avatar-scope.tsx';
import { ExamplesPanel } from './examples-panel.tsx';
import { ExportPanel } from './export-panel.tsx';
import { FullScreenDrop } from './full-screen-drop.tsx';
import { QualityPanel } from './quality-panel.tsx';
import { RemovedPanel } from './removed-panel.tsx';
import { StatsFigures } from './stats-figures.tsx';
import { useImportUpload } from './use-import-upload.ts';
import { useStats } from './use-stats.ts';
import { useTableView } from './use-table-view.ts';

const tabs = ['examples', 'add', 'quality', 'export', 'removed'] as const;
type Tab = (typeof tabs)[number];

/** Where examples are written, imported, reviewed and handed to a trainer. */
export function TrainingCenterPage() {
  useDocumentTitle('Training center');
  const { view, setAvatar } = useTableView();
  const [tab, openTab] = useTab();
  const stats = useStats(view.avatarId);
  const upload = useImportUpload(view.avatarId);
  const addFiles = (files: File[]) => {
    openTab('add');
    void upload.add(files);
  };
  const tabList = useShownTab(tab);
  const total = stats.data?.total_examples;
  const problems = stats.data?.quality?.findings.filter(({ severity }) => severity !== 'info').length ?? 0;

  return (
    <Stack gap="xl">
      <FullScreenDrop onFiles={addFiles} />
      <PageHeading
        title="Training center"
        lead="Write, import and review examples, and hand them to any trainer."
        actions={<AvatarScope value={view.avatarId} onChange={setAvatar} />}
      />
      {cannotShow(stats) && <ErrorState error={stats.error} onRetry={() => void stats.refetch()} />}
      {stats.isPending && <Skeleton h={116} radius="md" role="status" aria-label="Loading figures" />}
      {stats.data !== undefined && <StatsFigures stats={stats.data} />}
      <Tabs
        value={tab}
        onChange={(value) => openTab(tabs.find((one) => one === value) ?? 'examples')}
        keepMounted={false}
        classNames={{ tab: sliding.tab ?? '', tabSection: sliding.icon ?? '' }}
      >
        <Tabs.List ref={tabList} aria-label="Parts of the training center" className={sliding.tabs ?? ''}>
          <Tabs.Tab value="examples" leftSection={<IconBooks size={17} stroke={1.7} />}>
            Examples {total !== undefined && total > 0 && <TabCount value={total} />}
          </Tabs.Tab>
          <Tabs.Tab value="add" leftSection={<IconPlus size={17} stroke={1.7} />}>
            Add and import
          </Tabs.Tab>
          <Tabs.Tab value="quality" leftSection={<IconStethoscope size={17} stroke={1.7} />}>
            Quality {problems > 0 && <TabCount value={problems} />}
          </Tabs.Tab>
          <Tabs.Tab value="export" leftSection={<IconDownload size={17} stroke={1.7} />}>
            Export
          </Tabs.Tab>
          <Tabs.Tab value="removed" leftSection={<IconTrash size={17} stroke={1.7} />}>
            Removed
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="examples" pt="lg">
          <ExamplesPanel stats={stats.data} onAdd={() => openTab('add')} />
        </Tabs.Panel>
        <Tabs.Panel value="add" pt="lg">
          <AddExamples avatarId={view.avatarId} upload={upload} />
        </Tabs.Panel>
        <Tabs.Panel value="quality" pt="lg">
          <QualityPanel avatarId={view.avatarId} />
        </Tabs.Panel>
        <Tabs.Panel value="export" pt="lg">
          <ExportPanel avatarId={view.avatarId} stats={stats.data} />
        </Tabs.Panel>
        <Tabs.Panel value="removed" pt="lg">
          <RemovedPanel />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

/** The open tab, kept in the address. */
function useTab(): readonly [Tab, (tab: Tab) => void] {
  const [search, setSearch] = useSearchParams();
  const open = tabs.find((tab) => tab === search.get('tab')) ?? 'examples';
  const openTab = (tab: Tab) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (tab === 'examples') next.delete('tab');
        else next.set('tab', tab);
        return next;
      },
      { preventScrollReset: true },
    );
  return [open, openTab];
}

/** On a phone the tabs are wider than the screen: the open one is brought into sight. */
function useShownTab(open: Tab): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [open]);
  return list;
}
