import classes from './wordmark.module.css';

/** The mark: the one on stage, and beside it, still in outline, the one who is learning the role. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" className={classes.house} />
      <path d="M16 3 28.5 29h-25z" className={classes.beam} />
      <circle cx="19.5" cy="18" r="6" className={classes.understudy} />
      <circle cx="13" cy="18" r="6" className={classes.lead} />
    </svg>
  );
}

/** The mark with the name beside it; on a narrow phone the mark alone. */
export function Wordmark() {
  return (
    <span className={classes.wordmark}>
      <Mark />
      <span className={classes.name}>Understudy</span>
    </span>
  );
}
