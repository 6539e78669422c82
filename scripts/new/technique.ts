/** A technique with everything to be stated, and nothing stated: the catalogue's test asks for what is missing. */
export const techniqueTemplate = (id: string): string => `import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

export default technique<Trail>({
  id: '${id}',
  title: { en: '', ja: '' },
  goal: 'silence',
  mitre: [],
  why: { en: '', ja: '' },
  sources: [],
  by: ['owner'],
  blockedBy: { en: '', ja: '' },
  notBlockedBy: { en: '', ja: '' },
  targets: (snapshot) => snapshot.trails,
  ways: (trail) => [
    [
      {
        operation: 'cloudtrail:',
        region: trail.homeRegion,
        event: '',
        needs: [{ action: 'cloudtrail:', resource: trail.arn }],
        input: { Name: trail.arn },
      },
    ],
  ],
  harmed: (before, after) => before.logging && after?.logging !== true,
  harm: { en: '', ja: '' },
});
`;
