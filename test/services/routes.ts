/** Where a REST client of the SDK sends each of its operations, as `restJsonProtocol` names it. */
export function routesOf(sdk: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.values(sdk).flatMap((value) => {
      const schema: readonly unknown[] = Array.isArray(value) ? value : [];
      const { http } = (schema[3] ?? {}) as { readonly http?: readonly [string, string, number] };
      return schema[0] === 9 && http ? [[String(schema[2]), `${http[0]} ${http[1]}`]] : [];
    }),
  );
}
