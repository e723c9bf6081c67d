import { Button, Skeleton, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearchParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { NextPageButton } from '../../app/next-page-button.tsx';
import { PageHeading } from '../../app/page-heading.tsx';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { NoTrainingFiles } from './no-training-files.tsx';
import { PickerModal } from './picker-modal.tsx';
import { TrainingFileForm } from './training-file-form.tsx';
import { TrainingFileRow } from './training-file-row.tsx';
import { useTrainingFiles } from './use-training-files.ts';

/** Every training file of the user. That one is being made is in the address: `?new`, and whose conversations: `avatar`. */
export function TrainingFilesPage() {
  useDocumentTitle('Training files');
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const files = useTrainingFiles();
  const items = files.data?.pages.flatMap((page) => page.trainingFiles) ?? [];
  const create = () => setSearch({ new: '' }, { preventScrollReset: true });
  const close = () => setSearch({}, { preventScrollReset: true });

  return (
    <Stack gap="xl">
      <PageHeading
        title="Training files"
        lead="Enriched conversations in one file, checked and ready for any trainer in the world."
        actions={
          items.length > 0 && (
            <Button leftSection={<IconPlus size={17} />} onClick={create}>
              New training file
            </Button>
          )
        }
      />
      {files.isPending && <Skeleton h={220} radius="lg" role="status" aria-label="Loading training files" />}
      {cannotShow(files) && <ErrorState error={files.error} onRetry={() => void files.refetch()} />}
      {files.isSuccess && items.length === 0 && <NoTrainingFiles onCreate={create} />}
      {items.length > 0 && (
        <Stack gap="xs" component="ul" p={0} m={0} aria-label="Training files">
          {items.map((file) => (
            <TrainingFileRow key={file.id} file={file} />
          ))}
        </Stack>
      )}
      <NextPageButton query={files}>Show older files</NextPageButton>
      <PickerModal opened={search.has('new')} onClose={close} title="New training file">
        <TrainingFileForm
          avatarId={search.get('avatar')}
          onCancel={close}
          onCreated={(id) => void navigate(`/training-files/${id}`)}
        />
      </PickerModal>
    </Stack>
  );
}
