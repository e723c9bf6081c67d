import classes from './portrait.module.css';

/** A hue of 0–359 that is always the same for a name (a 32-bit FNV-1a hash of its UTF-16 units). */
function hueOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % 360;
}

function initialOf(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim());
  return first?.segment.toUpperCase() ?? '?';
}

/**
 * The picture of an avatar, drawn from its name.
 *
 * @param lit whether it is trained and on stage; otherwise it waits in outline
 */
export function Portrait({ name, lit, size = 52 }: { name: string; lit: boolean; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 52 52"
      aria-hidden="true"
      className={classes.portrait}
      style={{ '--portrait-hue': hueOf(name) }}
    >
      <circle cx="26" cy="26" r="24.5" className={lit ? classes.lit : classes.waiting} />
      <text x="26" y="27" textAnchor="middle" dominantBaseline="central" className={classes.initial}>
        {initialOf(name)}
      </text>
    </svg>
  );
}
