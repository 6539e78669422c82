export const apply = {
  nothing: 'Nothing to do: the organization is as the plan wants it.',
  read: (of: Readonly<Record<'accounts' | 'organizationalUnits' | 'policies', number>>) =>
    `Read of the organization, and all there is: ${of.accounts} accounts, ${of.organizationalUnits} organizational units, ${of.policies} policies. No account was looked into.`,
  done: 'Applied and read back: content and attachments are as planned.',
  takesTime: 'AWS may take some minutes until every Region enforces it.',
  undone: 'Taken back, and read back.',
  stopped: (count: number) => `Stopped. ${count} changes were made before:`,
  stoppedFirst: 'Stopped before the first change: nothing was changed.',
  undoTitle: 'To take it back',
  changeTitle: 'To change your own trail later',
  changeSteps: 'take it back, change the trail, apply again',
  checkTitle: 'To see it refuse',
  undoOf: 'To put it in place again, apply the plan once more.',
};
