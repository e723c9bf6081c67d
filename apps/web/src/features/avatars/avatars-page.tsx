import { Button, EmptyState, Group, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChecks, IconMasksTheater, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearchParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { PageHeading } from '../../app/page-heading.tsx';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { AvatarCard } from './avatar-card.tsx';
import { AvatarChooser } from './avatar-chooser.tsx';
import { AvatarModal } from './avatar-modal.tsx';
import { useAvatars } from './use-avatars.ts';

const columns = { base: 1, sm: 2, lg: 3 };

/** All avatars of the user. */
export function AvatarsPage() {
  useDocumentTitle('Avatars');
  const navigate = useNavigate();
  const avatars = useAvatars();
  const [creating, create] = useDisclosure(false);
  const [choosing, choose] = useChoosing();
  const items = avatars.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Stack gap="xl">
      <PageHeading
        title="Avatars"
        lead="Each one learns to write like somebody real, from the conversations you give it."
        actions={
          items.length > 0 && (
            <Group gap="xs">
              {!choosing && (
                <Button variant="default" leftSection={<IconChecks size={17} />} onClick={() => choose(true)}>
                  Choose several
                </Button>
              )}
              <Button leftSection={<IconPlus size={17} />} onClick={create.open}>
                New avatar
              </Button>
            </Group>
          )
        }
      />
      {avatars.isPending && (
        <SimpleGrid cols={columns} role="status" aria-label="Loading avatars">
          {[0, 1, 2].map((card) => (
            <Skeleton key={card} h={212} radius="lg" />
          ))}
        </SimpleGrid>
      )}
      {cannotShow(avatars) && <ErrorState error={avatars.error} onRetry={() => void avatars.refetch()} />}
      {avatars.isSuccess && items.length === 0 && <NoAvatars onCreate={create.open} />}
      {items.length > 0 && choosing && <AvatarChooser avatars={items} onClose={() => choose(false)} />}
      {items.length > 0 && !choosing && (
        <SimpleGrid cols={columns} component="ul" p={0} m={0} aria-label="Avatars">
          {items.map((avatar) => (
            <AvatarCard key={avatar.id} avatar={avatar} />
          ))}
        </SimpleGrid>
      )}
      {avatars.hasNextPage && (
        <Button variant="default" loading={avatars.isFetching} onClick={() => void avatars.fetchNextPage()}>
          Show more
        </Button>
      )}
      <AvatarModal
        avatar={null}
        opened={creating}
        onClose={create.close}
        onSaved={(saved) => void navigate(`/avatars/${saved.id}/train`)}
      />
    </Stack>
  );
}

/** Whether several avatars are being chosen, kept in the address. */
function useChoosing(): readonly [boolean, (choosing: boolean) => void] {
  const [search, setSearch] = useSearchParams();
  const set = (choosing: boolean) => setSearch(choosing ? { choose: '' } : {}, { preventScrollReset: true });
  return [search.has('choose'), set];
}

function NoAvatars({ onCreate }: { onCreate: () => void }) {
  return (
    <EmptyState
      my="md"
      size="lg"
      variant="light"
      icon={<IconMasksTheater stroke={1.4} />}
      title="The stage is empty"
      description="Create your first avatar, drop in a chat export or a few screenshots, and listen to it speak a minute later."
    >
      <EmptyState.Actions>
        <Button size="md" leftSection={<IconPlus size={18} />} onClick={onCreate}>
          Create your first avatar
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
