/** Makes a file in Apache Parquet, on standard output, of examples as columns on standard input. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gatherRowGroups } from './gather-row-groups.ts';
import { writeParquet } from './write-parquet.ts';

await pipeline(Readable.from(writeParquet(gatherRowGroups(process.stdin))), process.stdout);
