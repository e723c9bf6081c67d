import type { FactorFact } from './example-facts.ts';
import classes from './factor-dots.module.css';

/** The four factors of the quality rule as dots: lit where the story meets them. */
export function FactorDots({ factors }: { factors: readonly FactorFact[] }) {
  const met = factors.filter((fact) => fact.met).map(({ title }) => title);
  const words = `${met.length} of ${factors.length} quality factors${met.length === 0 ? '' : `: ${met.join(', ')}`}`;
  return (
    <span className={classes.dots} role="img" aria-label={words} title={words}>
      {factors.map(({ factor, met: isMet }) => (
        <span key={factor} className={classes.dot} data-met={isMet} />
      ))}
    </span>
  );
}
