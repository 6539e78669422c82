import type { Caution } from '../model/caution.ts';

export default {
  id: 'least-privilege',
  title: { en: 'Give least privilege', ja: '最小権限にする' },
  why: {
    en: 'Few of the people who sign in there need to change policies or trails.',
    ja: 'そこにサインインする人のうち、ポリシーや証跡を変更する必要がある人はわずかです。',
  },
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
} satisfies Caution;
