import { Button, CopyButton } from '@mantine/core';
import classes from './copyable-code.module.css';

/** Code to take along. `label` says what it does. */
export function CopyableCode({ label, code }: { label: string; code: string }) {
  return (
    <div className={classes.box}>
      {/* A scrolling region has to be reachable by keyboard. */}
      <pre className={classes.code} tabIndex={0} role="region" aria-label={label}>
        <code>{code}</code>
      </pre>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Button
            size="compact-xs"
            variant="default"
            className={classes.copy}
            onClick={copy}
            aria-label={`Copy: ${label}`}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
