import { Anchor, Group, Paper, Stack, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { PageSkeleton } from '../../app/page-skeleton.tsx';
import { AnalysisChanges } from './analysis-changes.tsx';
import { AskBoth } from './ask-both.tsx';
import { ComparedVersions } from './compared-versions.tsx';
import { StyleChanges } from './style-changes.tsx';
import { TextDiff } from './text-diff.tsx';
import { useComparison } from './use-prompt-versions.ts';

/** Two versions against each other. */
export function ComparePage() {
  const { avatarId = '', versionId = '', otherVersionId = '' } = useParams();
  const query = useComparison(versionId, otherVersionId);
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageSkeleton />;
  const comparison = query.data;

  return (
    <Stack gap="lg">
      <Anchor component={Link} to={`/avatars/${avatarId}/prompt-versions`} size="sm">
        <Group gap={6} component="span">
          <IconArrowLeft size={15} aria-hidden /> All versions
        </Group>
      </Anchor>
      <Title order={2}>
        Version {comparison.a.version_number} and version {comparison.b.version_number}
      </Title>
      <ComparedVersions comparison={comparison} />
      <AskBoth a={comparison.a} b={comparison.b} />
      <Paper>
        <Title order={3} mb="sm">
          Prompt
        </Title>
        <TextDiff lines={comparison.text_diff} />
      </Paper>
      <Paper>
        <Title order={3} mb="sm">
          Analysis
        </Title>
        <AnalysisChanges changes={comparison.analysis_diff} />
      </Paper>
      <Paper>
        <Title order={3} mb="sm">
          Measured style
        </Title>
        <StyleChanges changes={comparison.style_diff} />
      </Paper>
    </Stack>
  );
}
