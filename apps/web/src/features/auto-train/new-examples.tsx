import { Button, Group } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { countOf } from '../../app/format.ts';

/** Leads up to what has arrived while somebody was reading further down. */
export function NewExamples({ count, onShow }: { count: number; onShow: () => void }) {
  if (count === 0) return null;
  return (
    <Group justify="center" pos="sticky" top={76} style={{ zIndex: 2 }} mb={-36}>
      <Button radius="xl" size="xs" leftSection={<IconArrowUp size={14} />} onClick={onShow}>
        {countOf(count, 'new example')}
      </Button>
    </Group>
  );
}
