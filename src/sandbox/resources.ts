import type { Resource, ResourceType } from '../model/resource.ts';

/** By ARN; what an account has of a type in a Region is found without a look at all the others. */
export class Resources extends Map<string, Resource> {
  #placed: ReadonlyMap<string, readonly Resource[]> | undefined;

  constructor(all: readonly Resource[]) {
    super();
    for (const one of all) this.set(one.arn, one);
  }

  override set(arn: string, resource: Resource): this {
    this.#placed = undefined;
    return super.set(arn, resource);
  }

  override delete(arn: string): boolean {
    this.#placed = undefined;
    return super.delete(arn);
  }

  override clear(): void {
    this.#placed = undefined;
    super.clear();
  }

  of(type: ResourceType, accountId: string, region: string): readonly Resource[] {
    this.#placed ??= Map.groupBy(this.values(), placeOf);
    return this.#placed.get(placeOf({ type, accountId, region })) ?? [];
  }
}

const placeOf = ({ type, accountId, region }: Pick<Resource, 'type' | 'accountId' | 'region'>): string =>
  `${type} ${accountId} ${region}`;
