/** The line before the first AWS call. */
export const line = {
  noOrganization: 'organization not visible',
  organization: (id: string) => `organization ${id}`,
  account: (id: string) => `account ${id}`,
  modes: { read: 'READ-ONLY', write: 'WRITING', probe: 'WRITING (harmless probes only)' },
  error: 'error',
};
