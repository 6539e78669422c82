import { expect, test } from 'vitest';
import type { Change } from '../../model/change.ts';
import type { OrganizationPolicy, Snapshot } from '../../model/snapshot.ts';
import { openChanges } from './open-changes.ts';
import { notReadBack } from './read-back.ts';

const content = '{"Version":"2012-10-17","Statement":[]}';
const policy = (over: Partial<OrganizationPolicy> = {}): OrganizationPolicy => ({
  id: 'p-1',
  arn: 'arn:aws:organizations::1:policy/o-1/service_control_policy/p-1',
  name: 'p',
  description: '',
  kind: 'scp',
  awsManaged: false,
  document: JSON.parse(content),
  content,
  targets: [],
  ...over,
});
const world = (
  policies: readonly OrganizationPolicy[],
  policyTypes = ['SERVICE_CONTROL_POLICY'],
): Snapshot => ({
  schema: 'indelible/snapshot@1',
  readAt: '',
  readBy: '',
  partition: 'aws',
  organization: {
    id: 'o-1',
    arn: 'arn:aws:organizations::1:organization/o-1',
    managementAccountId: '1',
    rootId: 'r-1',
    policyTypes,
  },
  organizationalUnits: [{ id: 'ou-1', arn: '', name: 'Workloads', parentId: 'r-1' }],
  accounts: [],
  policies,
  trails: [],
  logBuckets: [],
  gaps: [],
});
const type = 'SERVICE_CONTROL_POLICY';
const changes: readonly Change[] = [
  { kind: 'enable-policy-type', policyType: type },
  { kind: 'create-policy', policyType: type, name: 'p', description: '', content },
  { kind: 'attach-policy', name: 'p', targetId: 'ou-1' },
];
const undo: readonly Change[] = [
  { kind: 'detach-policy', name: 'p', targetId: 'ou-1' },
  { kind: 'delete-policy', name: 'p' },
];
const reformatted = policy({ content: content.replaceAll(',', ', '), targets: ['ou-1'] });

test.each([
  ['nothing is there', world([], []), changes, [0, 1, 2]],
  ['the type is on', world([]), changes, [1, 2]],
  ['it stopped after creating', world([policy()]), changes, [2]],
  ['all is done', world([reformatted]), changes, []],
  ['undo: all is there', world([policy({ targets: ['ou-1'] })]), undo, [0, 1]],
  ['undo: it was never attached', world([policy()]), undo, [1]],
  ['undo: it was never created', world([]), undo, []],
])('what is left to do when %s', (_, snapshot, planned, expected) => {
  expect(openChanges(snapshot, planned)).toEqual(expected.map((index) => planned[index]));
});

const update: Change = { kind: 'update-policy', name: 'p', content, before: '{"Statement":[1]}' };
const other = (text: string, targets: readonly string[] = []) =>
  policy({ content: text, document: JSON.parse(text), targets });

test('an update is open while the content is the one before', () => {
  expect(openChanges(world([other('{"Statement":[1]}')]), [update])).toEqual([update]);
  expect(openChanges(world([policy()]), [update])).toEqual([]);
});

test.each([
  ['another policy of that name', world([other('{"Statement":[2]}')]), changes, 'moved-policy-differs'],
  ['content nobody planned', world([other('{"Statement":[2]}')]), [update], 'moved-policy-differs'],
  ['a policy to update that is gone', world([]), [update], 'moved-policy-gone'],
  ['an attachment of a policy that is gone', world([]), changes.slice(2), 'moved-policy-gone'],
  ['a target that is gone', { ...world([]), organizationalUnits: [] }, changes, 'moved-target-gone'],
  ['an attachment elsewhere', world([policy({ targets: ['ou-1', 'r-1'] })]), undo, 'moved-policy-attached'],
])('refuses %s', (_, snapshot, planned, reason) => {
  expect(() => openChanges(snapshot, planned)).toThrowError(expect.objectContaining({ reason }));
});

test('reads back what each change promised', () => {
  expect(notReadBack(world([reformatted]), changes)).toBeUndefined();
  expect(notReadBack(world([reformatted], []), changes)).toBe(changes[0]);
  expect(notReadBack(world([other('{}', ['ou-1'])]), changes)).toBe(changes[1]);
  expect(notReadBack(world([policy()]), changes)).toBe(changes[2]);
  expect(notReadBack(world([policy()]), undo)).toBe(undo[1]);
  expect(notReadBack(world([reformatted]), undo)).toBe(undo[0]);
  expect(notReadBack(world([]), undo)).toBeUndefined();
});
