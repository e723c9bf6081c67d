import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { EligibilityReason } from '@understudy/domain/fine-tune/contracts/eligibility';
import classes from './reason-list.module.css';

const icons = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const;
const spoken = { error: 'Missing', warning: 'To improve', info: 'Good to know' } as const;

/** What keeps a data set from a fine-tune or from a good one, each with what to do. */
export function ReasonList({ reasons }: { reasons: readonly EligibilityReason[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="What could be better">
      {reasons.map(({ code, severity, message, advice }) => {
        const Icon = icons[severity];
        return (
          <li key={code} className={classes.reason} data-severity={severity}>
            <Icon size={18} stroke={1.8} aria-label={spoken[severity]} role="img" className={classes.icon} />
            <div>
              <div className={classes.message}>{message}</div>
              {advice !== '' && <div className={classes.advice}>{advice}</div>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
