import {
  leftOutReasons,
  leftOutReasonTitles,
} from '@understudy/domain/fine-tune/preparation/left-out-reason';
import { countOf, formatNumber } from '../../app/format.ts';
import classes from './left-out-list.module.css';

/** How many examples are left out, and why. */
export function LeftOutList({ leftOut }: { leftOut: Record<string, number> }) {
  const total = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  return (
    <div className={classes.box}>
      <div className={classes.head}>{countOf(total, 'example')} left out</div>
      <ul className={classes.list} aria-label="Left out">
        {Object.entries(leftOut).map(([reason, count]) => (
          <li key={reason}>
            <span className={classes.count}>{formatNumber(count)}</span> {inWords(reason)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function inWords(reason: string): string {
  const known = leftOutReasons.find((name) => name === reason);
  return known === undefined ? reason.replaceAll('_', ' ') : leftOutReasonTitles[known];
}
