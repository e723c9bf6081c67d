/** Prints what a test has measured and does not judge, since it depends on the machine. */
export function printMeasured(measured: string): void {
  process.stdout.write(`  measured: ${measured}\n`);
}
