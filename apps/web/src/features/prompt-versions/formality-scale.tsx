import classes from './fact-tile.module.css';

/** Where somebody stands between casual (0) and formal (1). */
export function FormalityScale({ score }: { score: number }) {
  return (
    <div aria-hidden>
      <div className={classes.scale}>
        <span className={classes.mark} style={{ insetInlineStart: `${score * 100}%` }} />
      </div>
      <div className={classes.ends}>
        <span>casual</span>
        <span>formal</span>
      </div>
    </div>
  );
}
