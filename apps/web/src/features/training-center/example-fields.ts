import type { components } from '@understudy/client/schema';
import type { TrainingExampleItem } from '@understudy/domain/training-center/contracts/list-examples';

/** The texts of an example as they stand in inputs. */
export type ExampleFields = { instruction: string; context: string; response: string; rejected: string };

/** The texts of an example that change. */
export type ChangedFields = components['schemas']['UpdateExampleRequest'];

/** The texts of an example, for inputs. */
export function fieldsOf(example: TrainingExampleItem): ExampleFields {
  const { instruction, context, response, rejected_response: rejected } = example;
  return { instruction, context: context ?? '', response, rejected: rejected ?? '' };
}

/** What has to be sent so that an example has other texts than before; nothing for texts that stay. */
export function changedFields(before: ExampleFields, after: ExampleFields): ChangedFields {
  return {
    ...(after.instruction === before.instruction ? {} : { instruction: after.instruction }),
    ...(after.context === before.context
      ? {}
      : { context: after.context.trim() === '' ? null : after.context }),
    ...(after.response === before.response ? {} : { response: after.response }),
    ...(after.rejected === before.rejected ? {} : { rejected_response: after.rejected }),
  };
}
