/**
 * One sentence for a Node.js older than `oldest`, or undefined.
 * @param {string} version
 * @param {string} oldest
 * @returns {string | undefined}
 */
export function tooOld(version, oldest) {
  if (!isOlder(version, oldest)) return undefined;
  return (
    'Indelible needs Node.js ' +
    oldest.replace(/(\.0)+$/, '') +
    ' or newer and this is ' +
    version +
    ': install a current one from https://nodejs.org and run the command again.'
  );
}

/**
 * @param {string} version
 * @param {string} other
 * @returns {boolean}
 */
export function isOlder(version, other) {
  const left = version.split('.');
  const right = other.split('.');
  for (let place = 0; place < right.length; place++) {
    const difference = Number(left[place]) - Number(right[place]);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
