import { addExample as storeExample } from '@understudy/db/training-examples/add-example';
import { getExample } from '@understudy/db/training-examples/get-example';
import { countExamples } from '@understudy/db/training-examples/remove-examples';
import type {
  AddExampleRequest,
  AddExampleResponse,
} from '@understudy/domain/training-center/contracts/add-example';
import { exampleOfView } from '@understudy/domain/training-center/examples/example-view';
import { examineExample } from '@understudy/domain/training-center/quality/examine-example';
import type { ApiDependencies } from '../dependencies.ts';
import { labelsOfView, storableView } from './typed-example.ts';

/**
 * Stores an example that somebody typed, and says what could be better about it.
 *
 * @throws UnderstudyError `not_found` without such an avatar
 */
export async function addExample(
  { database }: ApiDependencies,
  userId: string,
  { avatar_id: avatarId, rejected_response: rejectedResponse, ...texts }: AddExampleRequest,
): Promise<AddExampleResponse> {
  const view = storableView({ ...texts, rejectedResponse });
  const example = exampleOfView(view);
  const examination = examineExample(example);
  return await database.asUser(userId, async (tx) => {
    const added = await storeExample(tx, { avatarId, example, ...labelsOfView(view), examination });
    const { item } = await getExample(tx, { avatarId }, { by: 'id', id: added.id });
    return {
      success: true,
      example: item,
      total: await countExamples(tx, { avatarId }),
      duplicate_of: added.duplicateOf,
      findings: added.findings,
    };
  });
}
