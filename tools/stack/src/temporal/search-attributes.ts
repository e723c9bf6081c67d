import { Connection } from '@temporalio/client';

/** Search attributes of every run, all of type Keyword; the contracts that set them are in libs/domain. */
export const searchAttributes = [
  'UnderstudyUser',
  'UnderstudyAvatar',
  'UnderstudyKind',
  'UnderstudyPhase',
] as const;

/** `INDEXED_VALUE_TYPE_KEYWORD` of temporal.api.enums.v1.IndexedValueType. */
const keywordType = 2;

/**
 * Registers the search attributes that a namespace does not have yet, on a server that is not ours.
 * @throws with advice if one cannot be registered, or has another type already.
 */
export async function registerSearchAttributes(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 10_000 });
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = searchAttributes.filter((name) => customAttributes[name] === undefined);
    if (missing.length === 0) return;
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, keywordType])),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const command = searchAttributes.map((name) => `--name ${name} --type Keyword`).join(' ');
    throw new Error(
      `The search attributes could not be registered at ${address} (${reason}). Register them yourself: ` +
        `temporal operator search-attribute create --namespace ${namespace} ${command}`,
      { cause: error },
    );
  } finally {
    await connection.close();
  }
}
