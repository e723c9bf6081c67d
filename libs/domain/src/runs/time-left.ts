/**
 * Seconds left of a run, assuming that it goes on at the pace it has had.
 *
 * @param elapsedSeconds time the run has worked so far, pauses included
 * @param percent of the whole run that is done, 0–100
 * @returns null while less than 2 % is done, since the estimate would be noise; 0 at the end
 */
export function estimateSecondsLeft(elapsedSeconds: number, percent: number): number | null {
  if (percent >= 100) return 0;
  if (percent < 2 || elapsedSeconds <= 0) return null;
  return Math.max(0, Math.round((elapsedSeconds * (100 - percent)) / percent));
}
