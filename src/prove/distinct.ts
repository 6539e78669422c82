/** Each once, told apart by what they hold; in the order in which they first stand. */
export const distinct = <T>(all: readonly T[]): readonly T[] =>
  all.length < 2 ? all : [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
