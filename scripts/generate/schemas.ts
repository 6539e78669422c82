import { exceptionsSchema } from '../../src/commands/schemas/exceptions.ts';
import { gradeSchema } from '../../src/commands/schemas/grade.ts';
import { proveSchema } from '../../src/commands/schemas/prove.ts';
import { snapshotSchema } from '../../src/commands/schemas/snapshot.ts';
import type { GeneratedFile } from './module.ts';

/** The published JSON Schemas: the very ones by which files are read. */
export const schemaFiles = (): readonly GeneratedFile[] =>
  Object.entries({
    exceptions: exceptionsSchema,
    grade: gradeSchema,
    prove: proveSchema,
    snapshot: snapshotSchema,
  }).map(([name, schema]) => ({
    path: `schemas/${name}.json`,
    text: `${JSON.stringify(schema, null, 2)}\n`,
  }));
