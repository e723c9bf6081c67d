import { Button, Code, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './script-block.module.css';

type ScriptBlockProps = { label: string; script: string };

/** A script to be read, and to be copied with one press. */
export function ScriptBlock({ label, script }: ScriptBlockProps) {
  return (
    <div className={classes.block}>
      <Code block tabIndex={0} role="region" aria-label={label} className={classes.code ?? ''}>
        {script}
      </Code>
      <CopyButton value={script}>
        {({ copied, copy }) => (
          <Button
            size="compact-xs"
            variant="default"
            className={classes.copy ?? ''}
            leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            aria-label={copied ? `${label} is copied` : `Copy ${label}`}
            onClick={copy}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
