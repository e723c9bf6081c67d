import type { Transaction } from '@understudy/db/database';
import type { ExampleScope } from '@understudy/db/training-examples/example-scope';
import { findExample } from '@understudy/db/training-examples/find-example';
import { getExample, loadExample } from '@understudy/db/training-examples/get-example';
import { updateExample as storeExample } from '@understudy/db/training-examples/update-example';
import type { FieldFault } from '@understudy/domain/errors/understudy-error';
import type {
  UpdateExampleRequest,
  UpdateExampleResponse,
} from '@understudy/domain/training-center/contracts/add-example';
import type { ExampleIndex } from '@understudy/domain/training-center/contracts/remove-examples';
import { viewOf, withView, type ExampleView } from '@understudy/domain/training-center/examples/example-view';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import { examineExample } from '@understudy/domain/training-center/quality/examine-example';
import { findingOf } from '@understudy/domain/training-center/quality/finding';
import type { ApiDependencies } from '../dependencies.ts';
import { validationFailed } from '../http/parse-input.ts';
import { requireAskedAvatar } from './asked-avatar.ts';
import { storableView } from './typed-example.ts';

/**
 * Changes texts of an example; turns, tools and weights that are not in its view stay as they are.
 *
 * @throws UnderstudyError `not_found`; `validation_failed` for a text that this example has no place for
 */
export async function updateExample(
  { database }: ApiDependencies,
  userId: string,
  { scope, wanted }: { scope: ExampleScope; wanted: ExampleIndex },
  fields: UpdateExampleRequest,
): Promise<UpdateExampleResponse> {
  return await database.asUser(userId, async (tx) => {
    await requireAskedAvatar(tx, scope.avatarId);
    const { id } = await findExample(tx, scope, wanted);
    const example = editedExample(await loadExample(tx, id, 'for update'), fields);
    const { findings, duplicateOf } = await store(tx, { id, scope }, example);
    const { item } = await getExample(tx, scope, { by: 'id', id });
    return { success: true, example: item, content: example, duplicate_of: duplicateOf, findings };
  });
}

async function store(
  tx: Transaction,
  { id, scope }: { id: string; scope: ExampleScope },
  example: TrainingExample,
) {
  const examination = examineExample(example);
  const duplicateOf = await storeExample(tx, { id, avatarId: scope.avatarId }, example, examination);
  const findings = [...examination.findings, ...(duplicateOf === null ? [] : [findingOf('duplicate')])];
  return { findings, duplicateOf };
}

function editedExample(example: TrainingExample, fields: UpdateExampleRequest): TrainingExample {
  const { rejected_response: rejectedResponse, ...texts } = fields;
  const changes = Object.fromEntries(
    Object.entries({ ...texts, rejectedResponse }).filter(([, text]) => text !== undefined),
  );
  const view = storableView({ ...viewOf(example), ...changes });
  const edited = withView(example, view);
  const faults = [...faultsOf(view, viewOf(edited))];
  if (faults.length > 0) throw validationFailed(faults);
  return edited;
}

const names: Record<keyof ExampleView, string> = {
  instruction: 'instruction',
  context: 'context',
  response: 'response',
  rejectedResponse: 'rejected_response',
};

/** What was wanted and is not there, since the example has no turn for it; and a pair of the same answers. */
function* faultsOf(wanted: ExampleView, edited: ExampleView): Generator<FieldFault> {
  for (const field of ['instruction', 'context', 'response', 'rejectedResponse'] as const) {
    const text = wanted[field]?.trim() === '' ? null : wanted[field];
    if (text === edited[field] || (text === null && edited[field] === '')) continue;
    yield {
      field: names[field],
      message: `${names[field]} has no place in this example: it has no turn for it.`,
    };
  }
  if (edited.rejectedResponse === edited.response) {
    yield { field: names.rejectedResponse, message: 'rejected_response must differ from response.' };
  }
}
