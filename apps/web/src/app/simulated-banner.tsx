import { IconMasksTheater } from '@tabler/icons-react';
import classes from './shell.module.css';

/** Says that no real provider answers. Nothing is shown when all are real. */
export function SimulatedBanner({ providers }: { providers: readonly string[] }) {
  if (providers.length === 0) return null;
  return (
    <div className={classes.simulated} role="note" aria-label="Simulated provider">
      <IconMasksTheater size={16} stroke={1.8} className={classes.bannerIcon} aria-hidden />
      <span>
        <strong>Simulated provider</strong> — answers
        {providers.includes('openai') ? '' : ` of ${providers.join(', ')}`} are computed locally
        {providers.includes('openai') && (
          <>
            ; set <code>OPENAI_API_KEY</code> for the real one
          </>
        )}
      </span>
    </div>
  );
}
