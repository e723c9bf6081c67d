import { describe, expect, it } from 'vitest';
import { randomSource } from '../random-source.ts';
import { dealFaults, killedProcesses } from './deal-faults.ts';
import { faultKinds, type PlannedFault } from './fault.ts';

function deal(seed: number, count: number): PlannedFault[] {
  const faults = dealFaults(randomSource(seed, 0));
  return Array.from({ length: count }, () => faults.next().value);
}

describe('faults that are dealt', () => {
  it('follow from the seed', () => {
    expect(deal(7, 50)).toEqual(deal(7, 50));
    expect(deal(7, 50)).not.toEqual(deal(8, 50));
  });

  it('are of every kind, and of every process, in each deck', () => {
    const deck = deal(7, 14);
    expect(new Set(deck.map(({ kind }) => kind))).toEqual(new Set(faultKinds));
    const killed = deck.filter(({ kind }) => kind === 'kill').map(({ target }) => target);
    expect(killed.toSorted()).toEqual([...killedProcesses].toSorted());
  });
});
