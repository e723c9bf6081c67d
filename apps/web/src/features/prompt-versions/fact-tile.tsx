import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './fact-tile.module.css';

type FactTileProps = {
  label: string;
  value?: string;
  note?: string;
  children?: ReactNode;
  /** Takes the whole row. */
  wide?: boolean;
};

/** One measured fact: its name, its value, and what the value means. */
export function FactTile({ label, value, note, children, wide = false }: FactTileProps) {
  return (
    <div className={classes.tile} data-wide={wide}>
      <Text size="xs" c="dimmed" fw={600}>
        {label}
      </Text>
      {value !== undefined && <div className={classes.value}>{value}</div>}
      {note !== undefined && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
      {children !== undefined && <div className={classes.figure}>{children}</div>}
    </div>
  );
}
