import { Tabs } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconBooks, IconFilterX } from '@tabler/icons-react';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import sliding from '../../app/sliding-tabs.module.css';
import { TabCount } from '../../app/tab-count.tsx';
import type { AcceptedExample } from './batch-news.ts';
import { BatchSettings } from './batch-settings.tsx';
import { Gallery } from './gallery.tsx';
import { Rejections } from './rejections.tsx';

type BatchTabsProps = { batch: AutoTrainBatch; examples: readonly AcceptedExample[] };

/** What a batch has kept, what it turned down, and what it was asked for. */
export function BatchTabs({ batch, examples }: BatchTabsProps) {
  const { accepted, rejected } = batch.counts;
  return (
    <Tabs
      defaultValue="examples"
      keepMounted={false}
      classNames={{ tab: sliding.tab ?? '', tabSection: sliding.icon ?? '' }}
    >
      <Tabs.List aria-label="Parts of the batch" className={sliding.tabs ?? ''}>
        <Tabs.Tab value="examples" leftSection={<IconBooks size={17} stroke={1.7} />}>
          Examples <TabCount value={accepted} />
        </Tabs.Tab>
        <Tabs.Tab value="rejections" leftSection={<IconFilterX size={17} stroke={1.7} />}>
          Rejected <TabCount value={rejected} />
        </Tabs.Tab>
        <Tabs.Tab value="settings" leftSection={<IconAdjustmentsHorizontal size={17} stroke={1.7} />}>
          Settings
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="examples" pt="md">
        <Gallery batch={batch} examples={examples} />
      </Tabs.Panel>
      <Tabs.Panel value="rejections" pt="md">
        <Rejections batch={batch} />
      </Tabs.Panel>
      <Tabs.Panel value="settings" pt="md">
        <BatchSettings batch={batch} />
      </Tabs.Panel>
    </Tabs>
  );
}
