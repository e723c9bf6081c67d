import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, PSM } from 'tesseract.js';
import type { Line } from 'tesseract.js';
import { encodePgm } from './grey-image.ts';
import type { GreyImage } from './grey-image.ts';

/** What is on the sheet: a column as we composed it, one of times of day only, or a page whose layout is to be found. */
export type SheetLayout = 'column' | 'times' | 'page';

/** Reads lines of text off a sheet of dark ink on white paper. */
export interface Recognizer {
  recognize(sheet: GreyImage, layout: SheetLayout): Promise<RecognizedParagraph[]>;
  close(): Promise<void>;
}

/** Lines that belong together, as the recogniser sees it. */
export interface RecognizedParagraph {
  readonly lines: readonly Line[];
}

/**
 * Starts Tesseract with the English data of the npm package, on a thread of its own and without any network.
 * One recogniser reads one sheet at a time.
 */
export async function startRecognizer(): Promise<Recognizer> {
  const dataFolder = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'));
  const worker = await createWorker('eng', OEM.LSTM_ONLY, {
    langPath: join(dataFolder, '4.0.0_best_int'),
    cacheMethod: 'none',
  });
  let layoutSet: SheetLayout | undefined;
  return {
    async recognize(sheet, layout) {
      if (layout !== layoutSet) {
        await worker.setParameters({
          tessedit_pageseg_mode: layout === 'page' ? PSM.AUTO : PSM.SINGLE_BLOCK,
          tessedit_char_whitelist: layout === 'times' ? '0123456789:APMapm ' : '',
          user_defined_dpi: '300',
        });
        layoutSet = layout;
      }
      const { data } = await worker.recognize(encodePgm(sheet), {}, { blocks: true, text: false });
      return (data.blocks ?? []).flatMap((block) => block.paragraphs).map(({ lines }) => ({ lines }));
    },
    async close() {
      await worker.terminate();
    },
  };
}
