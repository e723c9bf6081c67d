import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { PageHeading } from '../../app/page-heading.tsx';
import { PageSkeleton } from '../../app/page-skeleton.tsx';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { When } from '../../app/when.tsx';
import { AddConversationsModal } from './add-conversations-modal.tsx';
import { BuildPanel } from './build-panel.tsx';
import { Checklist } from './checklist.tsx';
import { FileConversations } from './file-conversations.tsx';
import { FileMenu } from './file-menu.tsx';
import { FileUsesTabs } from './file-uses-tabs.tsx';
import { SamplePairs } from './sample-pairs.tsx';
import { ScaffoldingBars } from './scaffolding-bars.tsx';
import { TrainingFileBadge } from './training-file-badge.tsx';
import { useLiveTrainingFile } from './use-live-training-file.ts';
import { useTrainingFile } from './use-training-files.ts';

/** One training file: its build, live, whether it is good enough, what is in it, and how it is used. */
export function TrainingFilePage() {
  const { fileId = '' } = useParams();
  const query = useTrainingFile(fileId);
  useDocumentTitle(query.data?.name ?? null);
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageSkeleton />;
  return <LiveTrainingFile key={fileId} known={query.data} />;
}

function LiveTrainingFile({ known }: { known: TrainingFile }) {
  const file = useLiveTrainingFile(known);
  const [adding, add] = useDisclosure(false);
  // A review is of an artefact: the next one wants another.
  const [reviewed, setReviewed] = useLocalStorage<string | null>({
    key: `understudy.reviewed.${file.id}`,
    defaultValue: null,
  });
  const artefact = file.artefact?.built_at ?? null;
  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/training-files" size="sm">
        <Group gap={6} component="span">
          <IconArrowLeft size={15} aria-hidden /> All training files
        </Group>
      </Anchor>
      <PageHeading
        title={file.name}
        lead={
          <>
            {file.description !== null && file.description !== '' && `${file.description} · `}
            made <When iso={file.created_at} />
          </>
        }
        actions={
          <Group gap="xs">
            <TrainingFileBadge file={file} />
            <FileMenu file={file} />
          </Group>
        }
      />
      <BuildPanel file={file} />
      <Section title="Checklist" lead="What to look at before a model is trained with it.">
        <Checklist
          items={file.quality_summary.checklist}
          onAdd={add.open}
          reviewed={artefact !== null && reviewed === artefact}
          onReviewed={(done) => setReviewed(done ? artefact : null)}
        />
      </Section>
      <Section title="Scaffolding" lead="Conversations by what enrichment found in them.">
        <ScaffoldingBars distribution={file.scaffolding_distribution} />
      </Section>
      <Section title="Pairs to review" lead="Drawn evenly from the whole file.">
        <SamplePairs file={file} />
      </Section>
      <Stack gap="sm" component="section" aria-labelledby="conversations">
        <Group justify="space-between">
          <Title order={2} size="h3" id="conversations">
            Conversations
          </Title>
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add.open}>
            Add conversations
          </Button>
        </Group>
        <FileConversations file={file} />
      </Stack>
      <Section title="Use it" lead="The JSONL has one training pair in each line.">
        <FileUsesTabs fileName={`${file.name}.jsonl`} />
      </Section>
      <AddConversationsModal file={file} opened={adding} onClose={add.close} />
    </Stack>
  );
}

function Section({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <Paper component="section" aria-label={title}>
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {lead}
      </Text>
      {children}
    </Paper>
  );
}
