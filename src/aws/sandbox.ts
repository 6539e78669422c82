/** Attacks run for real only where this says true. */
export async function isSandbox(endpoint: string): Promise<boolean> {
  const url = new URL(endpoint);
  if (!isLoopback(url.hostname)) return false;
  try {
    const response = await fetch(new URL('/_sandbox', url), {
      // A redirect could lead off this machine.
      redirect: 'error',
      signal: AbortSignal.timeout(3_000),
    });
    const answer: unknown = response.ok ? await response.json() : undefined;
    return (answer as { readonly schema?: unknown } | undefined)?.schema === 'indelible/sandbox@1';
  } catch {
    return false;
  }
}

/** A name other than `localhost` may resolve to anything, now or at the next call. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
