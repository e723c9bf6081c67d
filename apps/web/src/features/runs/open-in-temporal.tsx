import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { Run } from '@understudy/domain/runs/run';

/** The way to a run in Temporal's own page, where the API knows its address. */
export function OpenInTemporal({ run }: { run: Pick<Run, 'links'> }) {
  if (run.links.temporal_ui === null) return null;
  return (
    <Button
      component="a"
      href={run.links.temporal_ui}
      target="_blank"
      rel="noreferrer"
      variant="subtle"
      color="gray"
      rightSection={<IconExternalLink size={15} />}
    >
      Open in Temporal
    </Button>
  );
}
