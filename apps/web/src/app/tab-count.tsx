import { Badge } from '@mantine/core';
import { formatNumber } from './format.ts';
import classes from './tab-count.module.css';

/** How many there are behind a tab. */
export function TabCount({ value }: { value: number }) {
  return (
    <Badge variant="default" size="sm" ml={4} className={classes.count ?? ''}>
      {formatNumber(value)}
    </Badge>
  );
}
