import type { ScreenshotReading } from '../../ocr/screenshot.ts';

/** A request as the answer makers see it. */
export interface Question {
  readonly system: string;
  /** The last message of the user. */
  readonly user: string;
  readonly model: string;
  readonly pictures: readonly ScreenshotReading[];
  /** Equal for equal messages, seed and choice. */
  readonly seed: string;
}
