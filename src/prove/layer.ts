/** A map with some entries replaced, at the cost of those alone. */
export class Layer<K, V> {
  readonly #base: ReadonlyLayer<K, V>;
  readonly #over: ReadonlyMap<K, V>;

  constructor(base: ReadonlyLayer<K, V>, over: ReadonlyMap<K, V>) {
    this.#base = base;
    this.#over = over;
  }

  get(key: K): V | undefined {
    return this.#over.get(key) ?? this.#base.get(key);
  }

  has(key: K): boolean {
    return this.#over.has(key) || this.#base.has(key);
  }
}

export type ReadonlyLayer<K, V> = Pick<ReadonlyMap<K, V>, 'get' | 'has'>;
