import { EmptyState, Grid, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import type { QualityReport } from '@understudy/domain/training-center/quality/quality-report';

import { cannotShow } from '../../api/cannot-show.ts';
import { ChartArea } from '../../app/chart-area.tsx';
import { lazyCode } from '../../app/load-code.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { ExaminationStatus } from './examination-status.tsx';
import { FindingsOverview } from './findings-overview.tsx';
import { LanguageShares } from './language-shares.tsx';
import { StyleFigures } from './style-figures.tsx';
import { useQuality } from './use-quality.ts';

/** Charts bring a library of their own, which nothing else needs. */
const LengthChart = lazyCode(async () => (await import('./length-chart.tsx')).LengthChart);

/** What the examples of a scope are like, what could be better, and the ways to put it right. */
export function QualityPanel({ avatarId }: { avatarId: string | null }) {
  const quality = useQuality(avatarId);
  if (cannotShow(quality)) return <ErrorState error={quality.error} onRetry={() => void quality.refetch()} />;
  if (quality.data === undefined) {
    return <Skeleton h={320} radius="lg" role="status" aria-label="Loading the report" />;
  }
  const { report, total } = quality.data;
  if (total === 0) return <NothingToExamine />;
  return (
    <Stack gap="lg">
      <ExaminationStatus avatarId={avatarId} quality={quality.data} />
      {report !== null && report.examined > 0 && <Report avatarId={avatarId} report={report} />}
    </Stack>
  );
}

function Report({ avatarId, report }: { avatarId: string | null; report: QualityReport }) {
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <FindingsOverview avatarId={avatarId} findings={report.findings} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="lg">
          <Paper component="section" aria-labelledby="response-lengths">
            <Title order={2} size="h3" id="response-lengths">
              Response lengths
            </Title>
            <Text size="sm" c="dimmed" mb="sm">
              In characters; green is what is recommended.
            </Text>
            <ChartArea height={190}>
              <LengthChart histogram={report.response_lengths} />
            </ChartArea>
          </Paper>
          <Paper component="section" aria-labelledby="languages">
            <Title order={2} size="h3" mb="sm" id="languages">
              Languages
            </Title>
            <LanguageShares languages={report.languages} examined={report.examined} />
          </Paper>
          <Paper component="section" aria-labelledby="style">
            <Title order={2} size="h3" mb="sm" id="style">
              Consistency of style
            </Title>
            <StyleFigures style={report.style} />
          </Paper>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function NothingToExamine() {
  return (
    <EmptyState
      my="xl"
      variant="light"
      icon={<IconStethoscope stroke={1.5} />}
      title="Nothing to examine yet"
      description="With the first examples, lengths, languages, repeats, personal data and style are looked at here."
    />
  );
}
