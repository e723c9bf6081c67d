import { autoTrain } from './auto-train/auto-train.ts';
import type { Bench } from './bench-definition.ts';
import { data } from './data/data.ts';
import { events } from './events/events.ts';
import { fineTune } from './fine-tune/fine-tune.ts';
import { scale } from './scale/scale.ts';
import { sessions } from './sessions/sessions.ts';

/** Every bench. A new one adds its line here. */
export const allBenches: readonly Bench[] = [sessions, events, autoTrain, data, fineTune, scale];
