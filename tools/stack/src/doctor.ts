import { join } from 'node:path';
import colours from 'picocolors';
import {
  checkChromium,
  checkDisk,
  checkDocker,
  checkNode,
  checkNpm,
  checkPostgresBinary,
  checkTimeSkippingServer,
} from './doctor/check-machine.ts';
import { checkPorts } from './doctor/check-ports.ts';
import { checkTemporal } from './doctor/check-temporal.ts';
import { describeFindings, exitCodeOf, type Finding } from './doctor/finding.ts';
import { EnvironmentError, readSettings, type Settings } from './settings/environment.ts';
import { neededPorts } from './stack/needed-ports.ts';
import { recordedPids } from './supervisor/process-registry.ts';

const paints = { ok: colours.green, missing: colours.red, optional: colours.yellow };

/** `npm run doctor`: what is missing on this machine, and how to get it. */
async function main(): Promise<void> {
  const findings = await examine();
  process.stdout.write(`\n${describeFindings(findings, (state, text) => paints[state](text))}\n`);
  process.exitCode = exitCodeOf(findings);
}

async function examine(): Promise<Finding[]> {
  let settings: Settings;
  try {
    settings = readSettings();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const detail = error.message.split('\n').slice(1).join(';');
    return [
      checkNode(),
      { subject: 'Environment', state: 'missing', detail, advice: 'change or unset these' },
    ];
  }
  const binaryFolder = join(settings.stateFolder, 'bin');
  const ownPids = await recordedPids(settings.stateFolder);
  const groups = await Promise.all([
    checkNode(),
    checkNpm(),
    checkDisk(settings.stateFolder),
    checkPostgresBinary(settings.postgres.url),
    checkTemporal(settings, binaryFolder),
    checkPorts(neededPorts(settings, true), ownPids),
    checkTimeSkippingServer(binaryFolder),
    checkChromium(),
    checkDocker(),
  ]);
  return groups.flat();
}

await main();
