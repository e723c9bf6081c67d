import { optionalFieldsOf } from '@understudy/domain/training-center/export/optional-fields';
import { isPlain, viewOf } from '@understudy/domain/training-center/examples/example-view';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import { digestOfExample } from './content-digest.ts';

/** The columns that an example itself is stored in; its labels are columns of their own. */
export function valuesOfExample(example: TrainingExample) {
  const content = withoutLabels(example);
  const plain = isPlain(content);
  return {
    ...viewOf(content),
    kind: content.kind,
    content: plain ? null : content,
    optionalFields: plain ? null : optionalFieldsOf(content),
    contentDigest: digestOfExample(content),
  };
}

function withoutLabels(example: TrainingExample): TrainingExample {
  const content = { ...example };
  delete content.labels;
  return content;
}
