/**
 * Checks the objects of KEDA in rendered manifests: `node deploy/validation/check-keda.mjs PREFIX FILE`. PREFIX has the
 * package @kubernetes-models/keda, whose validators are generated from KEDA's own types. Those accept unknown fields and any
 * metadata of a trigger, so the names in it are checked against the documentation of KEDA's scaler `temporal`.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [prefix = '.', file = ''] = process.argv.slice(2);
const load = createRequire(join(resolve(prefix), 'package.json'));
const { parseAllDocuments } = load('yaml');
const models = await import(
  pathToFileURL(join(resolve(prefix), 'node_modules/@kubernetes-models/keda/keda.sh/v1alpha1/index.js')).href
);

/** Of https://keda.sh/docs/latest/scalers/temporal */
const triggerMetadata = new Set([
  'activationTargetQueueSize',
  'endpoint',
  'minConnectTimeout',
  'namespace',
  'queueTypes',
  'targetQueueSize',
  'taskQueue',
  'tlsServerName',
  'unsafeSsl',
  'workerDeploymentBuildId',
  'workerDeploymentName',
]);

function faultsOf(object) {
  const faults = [];
  try {
    new models[object.kind](object).validate();
  } catch (error) {
    faults.push(error.message);
  }
  for (const trigger of object.spec.triggers ?? []) {
    for (const [name, value] of Object.entries(trigger.metadata)) {
      if (!triggerMetadata.has(name)) faults.push(`The scaler "${trigger.type}" knows no "${name}"`);
      if (typeof value !== 'string') faults.push(`"${name}" of a trigger is no string`);
    }
  }
  return faults.map((fault) => `${object.kind} ${object.metadata.name}: ${fault}`);
}

const objects = parseAllDocuments(await readFile(file, 'utf8'))
  .map((document) => document.toJS())
  .filter((object) => object?.apiVersion === 'keda.sh/v1alpha1');
const faults = objects.flatMap(faultsOf);
process.stdout.write(`${objects.length} objects\n${faults.map((fault) => `${fault}\n`).join('')}`);
process.exitCode = faults.length === 0 ? 0 : 1;
