import type { Source } from './source.ts';

/** Every import cycle once, as the way round it; imports of types alone count too. */
export function cycles(sources: readonly Source[]): readonly string[] {
  const imports = new Map(
    sources.map(({ path, imports }) => [path, [...new Set(imports.flatMap(({ file }) => file ?? []))]]),
  );
  const found: string[] = [];
  const finished = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      found.push([...trail.slice(start), path].join(' → '));
      return;
    }
    if (finished.has(path)) return;
    for (const next of imports.get(path) ?? []) walk(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of imports.keys()) walk(path, []);
  return found;
}
