import type { MessageLength } from '@understudy/domain/style/message-length';
import { formatShare } from '../../app/format.ts';
import classes from './fact-tile.module.css';

/** How the messages divide into short, medium and long ones. */
export function LengthShares({ length }: { length: MessageLength }) {
  const shares = [
    { name: 'short', share: length.short_share },
    { name: 'medium', share: length.medium_share },
    { name: 'long', share: length.long_share },
  ] as const;
  const description = shares.map(({ name, share }) => `${formatShare(share)} ${name}`).join(', ');
  return (
    <div role="img" aria-label={description} title={description} className={classes.shares}>
      {shares
        .filter(({ share }) => share > 0)
        .map(({ name, share }) => (
          <span key={name} className={classes[name]} style={{ flexGrow: share }} />
        ))}
    </div>
  );
}
