import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FairSlots } from './fair-slots.ts';

/** How a process is doing. */
export type ProcessLoad = {
  /** Places for calls that there are now. */
  places: number;
  /** Of these, the ones that are taken. */
  taken: number;
  /** Users who have a place or wait for one. */
  users: number;
  /** Milliseconds by which what was due in the process was late, on average. */
  lateMs: number;
};

/** Milliseconds between two looks. */
const lookMs = 100;
/** What is later than this waits for the processor, and more calls would only make all of them wait for longer. */
const tooLateMs = 6;
/** What is no later than this leaves room for more calls. */
const inTimeMs = 3;
/** Places that a process never goes below: with nobody to make room for, and with somebody. */
const least = { alone: 100, shared: 50 };
/** By what they change from look to look. Faster with somebody waiting: what is under way has to end first. */
const shrink = { alone: 0.8, shared: 0.5 };
const grow = 1.15;

/**
 * Places for calls that a process should have next. A process whose processor is busy makes no more calls for having
 * more of them under way: each takes longer instead, whoever made it, and however fairly the places are shared out.
 *
 * @param most places that there may be
 */
export function nextPlaces({ places, taken, users, lateMs }: ProcessLoad, most: number): number {
  if (lateMs > tooLateMs) {
    const kind = users > 1 ? 'shared' : 'alone';
    return Math.max(Math.min(least[kind], places), Math.floor(places * shrink[kind]));
  }
  const wantsMore = taken >= places;
  return wantsMore && lateMs <= inTimeMs ? Math.min(most, Math.ceil(places * grow)) : places;
}

/** Keeps the places of this process at what it can carry, from few of them on; ends when it is told to. */
export function adaptPlaces(slots: FairSlots, most: number): { end(): void } {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let places = Math.min(most, least.alone);
  slots.resize(places);
  const look = () => {
    // The histogram holds whole intervals between two ticks, of which 5 ms are meant to pass.
    const lateMs = Math.max(0, delay.mean / 1e6 - 5);
    delay.reset();
    places = nextPlaces(
      { ...slots.load(), places, lateMs: Number.isFinite(lateMs) ? lateMs : Infinity },
      most,
    );
    slots.resize(places);
  };
  const timer = setInterval(look, lookMs).unref();
  return {
    end() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
