import type { Import, Source } from './source.ts';
import { isTest } from './source.ts';
import { CATALOGUES, MAY_IMPORT, SDK_ROOMS, SDK_TYPE_ROOMS } from './table.ts';

/** The room of a file under `src`; undefined for what is outside it. */
export function roomOf(path: string): string | undefined {
  const [top, room, inner] = path.split('/');
  if (top !== 'src' || room === undefined) return undefined;
  return room === 'web' ? `web/${inner}` : room;
}

/** Imports that the table does not allow. Tests stand outside the house: they may look at everything. */
export function forbiddenImports(sources: readonly Source[]): readonly string[] {
  return inHouse(sources).flatMap((source) =>
    source.imports.flatMap((it) => {
      const why = whyForbidden(source.path, it);
      return why ? [`${source.path}:${it.line} imports \`${it.specifier}\`: ${why}`] : [];
    }),
  );
}

/** Files under `src` in a room that the table does not know. */
export function unknownRooms(sources: readonly Source[]): readonly string[] {
  return inHouse(sources)
    .filter(({ path }) => !knownRoom(roomOf(path)))
    .map(({ path }) => `${path} is in no room of the table`);
}

export function inHouse(sources: readonly Source[]): readonly Source[] {
  return sources.filter(({ path }) => path.startsWith('src/') && !isTest(path));
}

function knownRoom(room: string | undefined): boolean {
  return room !== undefined && (room in MAY_IMPORT || room === 'services');
}

function whyForbidden(path: string, it: Import): string | undefined {
  return it.file === undefined ? whyPackageForbidden(path, it) : whyFileForbidden(path, it.file);
}

function whyFileForbidden(path: string, file: string): string | undefined {
  const from = roomOf(path) ?? '';
  const to = roomOf(file);
  if (to === undefined) return 'the product needs nothing outside src';
  if (isTest(file)) return 'the product needs no test';
  if (from === to) return whyNeighbourForbidden(from, path, file);
  // What a service may import depends on its entry points: see services.ts.
  if (from === 'services' || MAY_IMPORT[from]?.includes(to)) return undefined;
  return `\`${from}\` may not import from \`${to}\``;
}

function whyNeighbourForbidden(room: string, path: string, file: string): string | undefined {
  if (!CATALOGUES.includes(room)) return undefined;
  const one = entryOf(room, path);
  const other = entryOf(room, file);
  if (one === undefined || other === undefined || one === other) return undefined;
  return 'entries of a catalogue never import one another';
}

/** The catalogue entry that a file belongs to; undefined for indexes and for what several entries share. */
function entryOf(room: string, path: string): string | undefined {
  const [first = '', ...deeper] = path.split('/').slice(2);
  if (room === 'services') return deeper.length > 0 ? first : undefined;
  return deeper.length === 0 && first !== 'index.ts' ? first : undefined;
}

function whyPackageForbidden(path: string, { specifier, typeOnly }: Import): string | undefined {
  const from = roomOf(path) ?? '';
  if (!/^(@aws-sdk\/|@smithy\/|aws-sdk(\/|$))/.test(specifier)) return undefined;
  if ((typeOnly ? SDK_TYPE_ROOMS : SDK_ROOMS).includes(from)) return undefined;
  return `only ${SDK_ROOMS.join(' and ')} import AWS SDKs; a technique, their types`;
}
