import { Button, EmptyState, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconVersions } from '@tabler/icons-react';
import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { Link } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { NextPageButton } from '../../app/next-page-button.tsx';
import { useAvatarOfPage } from '../avatars/avatar-layout.tsx';
import { CompareBar } from './compare-bar.tsx';
import { usePromptVersions } from './use-prompt-versions.ts';
import { useRollback } from './use-version-actions.ts';
import { VersionCard } from './version-card.tsx';

/** Whether there is a version to go back to: one that was active, and another one is now. */
function canRollBack(versions: readonly PromptVersion[]): boolean {
  return versions.some((version) => !version.is_active && version.activated_at !== null);
}

/** The Prompt versions tab: what training has produced, newest first. */
export function PromptVersionsPage() {
  const avatar = useAvatarOfPage();
  const versions = usePromptVersions(avatar.id);
  const rollback = useRollback(avatar.id);
  if (cannotShow(versions))
    return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />;
  if (versions.isPending) return <VersionsSkeleton />;
  const items = versions.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <NoVersions avatarId={avatar.id} name={avatar.name} />;

  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end">
        {items.length > 1 ? (
          <CompareBar avatarId={avatar.id} versions={items} />
        ) : (
          <Text c="dimmed" size="sm">
            Train again and the two versions can be compared here.
          </Text>
        )}
        {canRollBack(items) && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={17} />}
            loading={rollback.isPending}
            onClick={() => rollback.mutate(undefined)}
          >
            Rollback to previous
          </Button>
        )}
      </Group>
      <Stack gap="sm" component="ul" p={0} m={0} aria-label="Prompt versions">
        {items.map((version) => (
          <VersionCard key={version.id} version={version} />
        ))}
      </Stack>
      <NextPageButton query={versions}>Show older versions</NextPageButton>
    </Stack>
  );
}

function VersionsSkeleton() {
  return (
    <Stack gap="sm" role="status" aria-label="Loading versions">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} h={104} radius="lg" />
      ))}
    </Stack>
  );
}

function NoVersions({ avatarId, name }: { avatarId: string; name: string }) {
  return (
    <EmptyState
      my={32}
      variant="light"
      icon={<IconVersions stroke={1.5} />}
      title="No version yet"
      description={`Every training gives ${name} a new version. They stay, so you can compare them and go back.`}
    >
      <EmptyState.Actions>
        <Button component={Link} to={`/avatars/${avatarId}/train`}>
          Train {name}
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
