const engines = [
  'model',
  'policy',
  'prove',
  'plan',
  'integrity',
  'techniques',
  'guards',
  'cautions',
] as const;

/** Room to the rooms that it may import from. A room may always import from itself. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ['model'],
  policy: ['model'],
  aws: ['model'],
  integrity: ['model'],
  store: ['model'],
  techniques: ['model'],
  guards: ['model'],
  cautions: ['model'],
  inputs: ['model'],
  prove: ['model', 'policy'],
  plan: ['model', 'policy', 'prove'],
  reports: ['model', 'text'],
  sandbox: ['model', 'policy', 'integrity'],
  commands: [...engines, 'aws', 'store', 'inputs', 'sandbox', 'services'],
  'web/page': ['model', 'text', 'policy', 'prove', 'plan', 'techniques', 'guards', 'cautions', 'reports'],
  'web/server': ['model', 'text', 'reports', 'commands'],
  cli: ['model', 'text', 'reports', 'commands', 'web/server'],
  // The public names: engines and verbs, never what prints.
  'index.ts': [...engines, 'commands'],
};

/** As `MAY_IMPORT`, for what each entry point of a service loads. */
export const SERVICE_ENTRY_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'operations.ts': ['model', 'aws'],
  'collect.ts': ['model', 'aws'],
  'emulate.ts': ['model', 'policy', 'sandbox'],
};

/** Rooms that also run in a browser. */
export const BROWSER_ROOMS: readonly string[] = ['web/page', ...(MAY_IMPORT['web/page'] ?? [])];

/** Rooms that may load an AWS SDK, and those that may name its types besides. */
export const SDK_ROOMS: readonly string[] = ['aws', 'services'];
export const SDK_TYPE_ROOMS: readonly string[] = [...SDK_ROOMS, 'techniques'];

/** Rooms of which every file (of `services`, every folder) is an entry that knows no other. */
export const CATALOGUES: readonly string[] = [
  'techniques',
  'guards',
  'cautions',
  'reports',
  'inputs',
  'services',
];

export const LONGEST_FILE = 400;

/** Words that say nothing about a file, or that a reader would take for something else here. */
export const NOT_USED: readonly string[] = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'manager',
  'managers',
  'rule',
  'rules',
  'check',
  'checks',
  'control',
  'controls',
];

/** AWS's own names, in which such a word may stand. */
export const AWS_NAMES: readonly string[] = [
  'service-control-policy',
  'resource-control-policy',
  'control-tower',
  'eventbridge-rule',
  'config-rule',
];
