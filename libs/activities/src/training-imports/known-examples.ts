import type { Database } from '@understudy/db/database';
import {
  digestDigits,
  readComparedTexts,
  readDigests,
  type ComparedText,
  type ComparedTextRequest,
  type DigestPage,
} from '@understudy/db/training-imports/scope-contents';
import type { ExampleScope } from '@understudy/db/training-examples/example-scope';
import { DigestSet } from '@understudy/domain/training-center/quality/digest-set';
import { NearDuplicateIndex } from '@understudy/domain/training-center/quality/near-duplicate-index';

/** Examples that new ones are compared with, the newest: they take 150 bytes each, and some 10 µs. */
const comparedExamples = 200_000;
const textsPerPage = 1_000;

/** What an example is beside those that are known. */
export type Novelty = 'new' | 'duplicate' | 'near_duplicate';

/** The examples of a scope, and those that were looked at since, as far as it takes to know one again. */
export class KnownExamples {
  readonly #digests = new DigestSet();
  readonly #texts = new NearDuplicateIndex();

  /** Reads the examples of a scope, a page at a time. */
  static async load(
    database: Database,
    userId: string,
    scope: ExampleScope,
    signal: AbortSignal,
  ): Promise<KnownExamples> {
    const known = new KnownExamples();
    await known.#loadDigests(database, userId, scope, signal);
    await known.#loadTexts(database, userId, scope, signal);
    return known;
  }

  /** Tells whether an example is known, and knows it from then on. */
  judge(digest: string, comparedText: string): Novelty {
    if (this.#digests.add(digest)) return 'duplicate';
    return this.#texts.add(comparedText) ? 'near_duplicate' : 'new';
  }

  async #loadDigests(
    database: Database,
    userId: string,
    scope: ExampleScope,
    signal: AbortSignal,
  ): Promise<void> {
    let last: string | null = null;
    do {
      signal.throwIfAborted();
      const after: string | null = last;
      const page: DigestPage = await database.asUser(userId, (tx) => readDigests(tx, scope, after));
      for (let at = 0; at < page.digests.length; at += digestDigits) {
        this.#digests.add(page.digests.slice(at, at + digestDigits));
      }
      last = page.last;
    } while (last !== null);
  }

  async #loadTexts(
    database: Database,
    userId: string,
    scope: ExampleScope,
    signal: AbortSignal,
  ): Promise<void> {
    let before: string | null = null;
    for (let count = 0; count < comparedExamples; count += textsPerPage) {
      signal.throwIfAborted();
      const request: ComparedTextRequest = { before, limit: textsPerPage };
      const page: ComparedText[] = await database.asUser(userId, (tx) =>
        readComparedTexts(tx, scope, request),
      );
      for (const { text } of page) this.#texts.add(text);
      before = page.at(-1)?.id ?? null;
      if (page.length < textsPerPage) return;
    }
  }
}
