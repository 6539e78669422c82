/** Whether some text matches both patterns, in which `*` stands for any text and `?` for any character. */
export function overlap(one: string, other: string): boolean {
  const tried = new Set<number>();
  const from = (i: number, j: number): boolean => {
    if (i === one.length && j === other.length) return true;
    const key = i * (other.length + 1) + j;
    if (tried.has(key)) return false;
    tried.add(key);
    if (one[i] === '*') return from(i + 1, j) || (j < other.length && from(i, j + 1));
    if (other[j] === '*') return from(i, j + 1) || (i < one.length && from(i + 1, j));
    const alike = one[i] === other[j] || one[i] === '?' || other[j] === '?';
    return alike && i < one.length && j < other.length && from(i + 1, j + 1);
  };
  return from(0, 0);
}
