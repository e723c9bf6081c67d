import { Skeleton, Stack, Title } from '@mantine/core';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { NextPageButton } from '../../app/next-page-button.tsx';
import { ImportCard } from './import-card.tsx';
import type { ImportUpload } from './use-import-upload.ts';
import { useImports } from './use-imports.ts';

/** The imports there have been, newest first; those that wait for a decision ask for it. */
export function ImportList({ upload }: { upload: ImportUpload }) {
  const imports = useImports();
  const items = imports.data?.pages.flatMap((page) => page.items) ?? [];
  if (cannotShow(imports)) return <ErrorState error={imports.error} onRetry={() => void imports.refetch()} />;
  if (imports.isPending) return <Skeleton h={100} radius="lg" role="status" aria-label="Loading imports" />;
  if (items.length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-labelledby="imports">
      <Title order={2} id="imports">
        Imports
      </Title>
      <Stack gap="sm" component="ul" p={0} m={0} aria-label="Imports">
        {items.map((item) => (
          <ImportCard
            key={item.import_id}
            item={item}
            isNew={item.import_id === upload.arrived}
            onShown={upload.showArrived}
          />
        ))}
      </Stack>
      <NextPageButton query={imports}>Show older imports</NextPageButton>
    </Stack>
  );
}
