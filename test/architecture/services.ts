import { inHouse, roomOf } from './rooms.ts';
import type { Source } from './source.ts';
import { SERVICE_ENTRY_MAY_IMPORT } from './table.ts';

/**
 * What each of a service's entry points loads, directly or through files of `services`, that it may not:
 * the sandbox must load no SDK access, and a real call no emulation.
 */
export function forbiddenServiceImports(sources: readonly Source[]): readonly string[] {
  const files = new Map(inHouse(sources).map((source) => [source.path, source]));
  return [...files.keys()].flatMap((path) => {
    const allowed = entryAllowance(path);
    return allowed === undefined ? [] : breachesFrom(path, allowed, files);
  });
}

/** Files of a service that no entry point uses: nobody holds them to the table. */
export function unreachedServiceFiles(sources: readonly Source[]): readonly string[] {
  const files = new Map(inHouse(sources).map((source) => [source.path, source]));
  const reached = new Set(
    [...files.keys()].filter((path) => entryAllowance(path)).flatMap((path) => reachedFrom(path, files)),
  );
  return [...files.keys()]
    .filter((path) => /^src\/services\/[^/]+\/./.test(path) && !reached.has(path))
    .map((path) => `${path} is used by none of its service's entry points`);
}

function entryAllowance(path: string): readonly string[] | undefined {
  const [, services, , entry, deeper] = path.split('/');
  if (services !== 'services' || entry === undefined || deeper !== undefined) return undefined;
  return SERVICE_ENTRY_MAY_IMPORT[entry];
}

function breachesFrom(
  entry: string,
  allowed: readonly string[],
  files: ReadonlyMap<string, Source>,
): readonly string[] {
  return reachedFrom(entry, files).flatMap((path) =>
    (files.get(path)?.imports ?? []).flatMap((it) => {
      const room = it.file === undefined ? undefined : roomOf(it.file);
      if (room === undefined || room === 'services' || allowed.includes(room)) return [];
      return [`${path}:${it.line} imports \`${it.specifier}\`: \`${entry}\` may not reach \`${room}\``];
    }),
  );
}

/** The files of `services` that an entry point loads, itself among them. */
function reachedFrom(entry: string, files: ReadonlyMap<string, Source>): readonly string[] {
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { file } of files.get(path)?.imports ?? []) {
      if (file !== undefined && roomOf(file) === 'services') reached.add(file);
    }
  }
  return [...reached];
}
