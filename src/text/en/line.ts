/** The line before the first AWS call. */
export const line = {
  noOrganization: 'organization not visible',
  organization: (id: string) => `organization ${id}`,
  account: (id: string) => `account ${id}`,
  modes: { read: 'READ-ONLY', write: 'WRITING', probe: 'WRITING (harmless probes only)' },
  /** Instead of that line, where a file is read and AWS is not called. */
  readingFile: (file: string) => `reading ${file} …`,
  old: (days: number, readAt: string) =>
    `This Snapshot is ${days === 1 ? 'a day' : `${days} days`} old (${readAt}): the organization may have changed since.`,
  error: 'error',
};
