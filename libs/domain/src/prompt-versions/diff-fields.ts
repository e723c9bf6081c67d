import type { CommunicationAnalysis } from '../style/communication-analysis.ts';
import type { MeasuredStyle } from '../style/measured-style.ts';
import { roundRate } from '../style/statistics.ts';
import type { FieldChange, FigureChange } from './version-comparison.ts';

/**
 * The differences between two analyses, field by field, nested fields by path. Lists are compared as sets: order does
 * not matter, `before` holds what left the list and `after` what joined it. Equal fields are left out.
 */
export function diffFields(a: CommunicationAnalysis | null, b: CommunicationAnalysis | null): FieldChange[] {
  const before = leaves(a);
  const after = leaves(b);
  return paths(before, after).flatMap((path) => {
    const old = before.get(path);
    const now = after.get(path);
    const change = isList(old) || isList(now) ? diffLists(path, old, now) : diffValues(path, old, now);
    return change === null ? [] : [change];
  });
}

/**
 * The differences between the figures of two measured styles. Equal figures, and the parts of the formality score,
 * are left out: the score itself is there.
 */
export function diffFigures(a: MeasuredStyle | null, b: MeasuredStyle | null): FigureChange[] {
  const before = leaves(a);
  const after = leaves(b);
  return paths(before, after).flatMap((path) => {
    const old = figure(before.get(path));
    const now = figure(after.get(path));
    if (old === now || path.startsWith('formality.contributions.')) return [];
    return [
      {
        path,
        before: old,
        after: now,
        difference: old === null || now === null ? null : roundRate(now - old),
      },
    ];
  });
}

function diffValues(path: string, old: unknown, now: unknown): FieldChange | null {
  const before = scalar(old);
  const after = scalar(now);
  if (before === after) return null;
  return { path, before, after, change: before === null ? 'added' : after === null ? 'removed' : 'changed' };
}

function diffLists(path: string, old: unknown, now: unknown): FieldChange | null {
  const before = texts(old);
  const after = texts(now);
  const removed = before.filter((text) => !after.includes(text));
  const added = after.filter((text) => !before.includes(text));
  if (removed.length === 0 && added.length === 0) return null;
  const change = removed.length === 0 ? 'added' : added.length === 0 ? 'removed' : 'changed';
  return { path, before: removed, after: added, change };
}

/** Every field that is no object itself, under the path that leads to it. */
function leaves(value: unknown, path = ''): Map<string, unknown> {
  if (value === null || typeof value !== 'object' || isList(value))
    return new Map(path === '' ? [] : [[path, value]]);
  const found = new Map<string, unknown>();
  for (const [key, child] of Object.entries(value)) {
    for (const [childPath, leaf] of leaves(child, path === '' ? key : `${path}.${key}`))
      found.set(childPath, leaf);
  }
  return found;
}

function paths(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function texts(value: unknown): string[] {
  return isList(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function scalar(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function figure(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
