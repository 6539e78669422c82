export const sandbox = {
  ready: (endpoint: string) => `A sandbox AWS listens on ${endpoint}, on this machine only.`,
  stop: 'Ctrl-C ends it; nothing is kept.',
  paste: 'Paste the lines of one principal into another terminal, then use aws, an SDK or indelible:',
  organization: (id: string) => `organization ${id}`,
  management: 'management account',
  trails: 'trails',
  buckets: 'buckets',
  ended: 'Sandbox ended.',
};
