/** A guard with everything to be stated, and nothing stated: the catalogue's test asks for what is missing. */
export const guardTemplate = (id: string): string => `import type { Guard } from '../model/plan.ts';

export default {
  id: '${id}',
  title: { en: '', ja: '' },
  why: { en: '', ja: '' },
  sources: [],
  statements: ({ partition, trailNames }) => [
    {
      Effect: 'Deny',
      Action: ['cloudtrail:'],
      Resource: trailNames.map((name) => \`arn:\${partition}:cloudtrail:*:*:trail/\${name}\`),
    },
  ],
  blocks: [],
  costs: { en: '', ja: '' },
} satisfies Guard;
`;
