import { Button, EmptyState, Skeleton, Stack } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { countOf } from '../../app/format.ts';
import { PageHeading } from '../../app/page-heading.tsx';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { useBaseModels } from '../fine-tune/use-fine-tune-data.ts';
import { avatarsOfAddress } from './chosen-avatars.ts';
import { NewBatchForm } from './new-batch-form.tsx';

/** Where avatars that were chosen in their list are fine-tuned together. */
export function NewBatchPage() {
  useDocumentTitle('Fine-tune many avatars');
  const [search] = useSearchParams();
  const avatarIds = useMemo(() => avatarsOfAddress(search), [search]);
  const [first] = avatarIds;
  return (
    <Stack gap="lg">
      <PageHeading
        title={
          avatarIds.length === 0
            ? 'Fine-tune many avatars'
            : `Fine-tune ${countOf(avatarIds.length, 'avatar')}`
        }
        lead="The same settings for all of them, and a job of its own for each. Who cannot be trained is left out."
      />
      {first === undefined ? <NobodyChosen /> : <Offered first={first} avatarIds={avatarIds} />}
    </Stack>
  );
}

/** Models and providers are those of the installation: any avatar is told the same ones. */
function Offered({ first, avatarIds }: { first: string; avatarIds: readonly string[] }) {
  const query = useBaseModels(first);
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return <Skeleton h={520} radius="lg" role="status" aria-label="Loading the models" />;
  }
  return <NewBatchForm avatarIds={avatarIds} offered={query.data} />;
}

function NobodyChosen() {
  return (
    <EmptyState
      my="md"
      variant="light"
      icon={<IconUsers stroke={1.5} />}
      title="No avatar is chosen"
      description="Choose up to 100 avatars in their list; then one form fine-tunes them all."
    >
      <EmptyState.Actions>
        <Button component={Link} to="/avatars?choose">
          Choose avatars
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
