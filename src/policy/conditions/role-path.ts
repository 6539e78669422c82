/**
 * What the ARN of a role may be whose path is not known: without one, with one that nobody has thought of, and with
 * each that a pattern asks for.
 */
export function possibleArns(arn: string, patterns: readonly string[]): readonly string[] {
  const at = arn.indexOf(':role/') + ':role/'.length;
  const prefix = arn.slice(0, at);
  const name = arn.slice(at);
  const paths = patterns.flatMap((pattern) =>
    pathsOf(pattern.slice(pattern.indexOf(':role/') + ':role/'.length)),
  );
  return [arn, ...['unforeseen/', ...paths].map((path) => `${prefix}${path}${name}`)];
}

/** Every place of the pattern at which the path may end, its wildcards filled in. */
function pathsOf(pattern: string): readonly string[] {
  const paths: string[] = [];
  for (let end = 0; end < pattern.length; end += 1) {
    const last = pattern[end];
    if (last !== '/' && last !== '*') continue;
    const filled = pattern.slice(0, end).replace(/[*?]/g, 'x');
    paths.push(last === '/' ? `${filled}/` : `${filled}x/`);
  }
  return paths;
}
