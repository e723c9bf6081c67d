import { createRandom } from '../hashing/random.ts';
import type { Fault, FaultRule } from './fault.ts';

/** What a rule is matched against. */
export interface FaultTarget {
  readonly path: string;
  readonly method: string;
  readonly model: string | null;
  readonly schema: string | null;
  readonly key: string | undefined;
}

/** A rule as the admin endpoint shows it. */
export interface FaultRuleState extends FaultRule {
  readonly id: number;
  /** How often it will still fire; null is without end. */
  readonly remaining: number | null;
  readonly fired: number;
}

/** The faults that are waiting, in the order they were added; the first that matches and fires is taken. */
export interface FaultBook {
  add(rule: FaultRule): FaultRuleState;
  take(target: FaultTarget): Fault | undefined;
  /** Counts a fault that came by request header, beside those taken from the book. */
  countFired(kind: string): void;
  rules(): FaultRuleState[];
  fired(): Record<string, number>;
  /** Forgets the rules; the counts are kept. */
  clear(): void;
  /** Forgets rules and counts. */
  reset(): void;
}

interface WaitingRule {
  readonly id: number;
  readonly rule: FaultRule;
  readonly random: () => number;
  remaining: number | null;
  fired: number;
}

/** An empty book. */
export function createFaultBook(): FaultBook {
  let waiting: WaitingRule[] = [];
  let lastId = 0;
  let counts = new Map<string, number>();
  const countFired = (kind: string) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  };
  return {
    add(rule) {
      const times = rule.times === undefined ? (rule.probability === undefined ? 1 : null) : rule.times;
      const added = {
        id: ++lastId,
        rule,
        random: createRandom(`fault ${rule.seed}`),
        remaining: times,
        fired: 0,
      };
      waiting.push(added);
      return toState(added);
    },
    take(target) {
      if (waiting.length === 0) return undefined;
      const hit = waiting.find(
        (entry) => entry.remaining !== 0 && matches(entry.rule, target) && fires(entry),
      );
      if (hit === undefined) return undefined;
      hit.fired += 1;
      if (hit.remaining !== null) hit.remaining -= 1;
      countFired(hit.rule.kind);
      return hit.rule;
    },
    countFired,
    rules: () => waiting.map(toState),
    fired: () => Object.fromEntries(counts),
    clear() {
      waiting = [];
    },
    reset() {
      waiting = [];
      counts = new Map();
    },
  };
}

function matches({ match }: FaultRule, target: FaultTarget): boolean {
  return (
    (match.path === undefined || target.path.startsWith(match.path)) &&
    (match.method === undefined || match.method === target.method) &&
    (match.schema === undefined || match.schema === target.schema) &&
    (match.model === undefined || match.model === target.model) &&
    (match.key === undefined || match.key === target.key)
  );
}

const fires = ({ rule, random }: WaitingRule): boolean =>
  rule.probability === undefined || random() < rule.probability;

function toState({ id, rule, remaining, fired }: WaitingRule): FaultRuleState {
  return { ...rule, id, remaining, fired };
}
