import { parsePolicy } from '../../../policy/index.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { text } from '../../../sandbox/input.ts';
import type { World } from '../../../sandbox/world.ts';
import { newResourcePolicy } from '../../../sandbox/world-policies.ts';
import { notEmulated, refused } from './errors.ts';
import { tags } from './input.ts';
import { byAdministrators, byManagement, need, onAnything, organizationArn } from './needs.ts';

const MAX_LENGTH = 40_000;

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_PutResourcePolicy.html */
function put(call: Call) {
  const content = text(call.input, 'Content', { max: MAX_LENGTH });
  if (tags(call).size > 0) throw notEmulated('tags of resource policies');
  const parsed = parsePolicy(content, 'resource');
  if (!parsed.ok) {
    throw refused(
      'MalformedPolicyDocumentException',
      'The provided policy document does not meet the requirements of the specified policy type.',
    );
  }
  call.world.organization.resourcePolicy = newResourcePolicy(content, parsed.document);
  return describe(call.world);
}

function remove({ world }: Call): void {
  if (world.organization.resourcePolicy === undefined) throw notFound();
  world.organization.resourcePolicy = undefined;
}

function describe(world: World) {
  const { id: organizationId, resourcePolicy } = world.organization;
  if (resourcePolicy === undefined) throw notFound();
  const { id: Id, text: Content } = resourcePolicy;
  const Arn = organizationArn(world, `resourcepolicy/${organizationId}/${Id}`);
  return { ResourcePolicy: { ResourcePolicySummary: { Id, Arn }, Content } };
}

const notFound = () => refused('ResourcePolicyNotFoundException', "We can't find a resource policy.");

const onResourcePolicy = (call: Call) => [
  need(call, organizationArn(call.world, `resourcepolicy/${call.world.organization.id}/*`)),
];

export const resourcePolicyOperations: Readonly<Record<string, Operation>> = {
  PutResourcePolicy: { access: 'write', needs: onResourcePolicy, run: byManagement(put) },
  DeleteResourcePolicy: { access: 'write', needs: onAnything, run: byManagement(remove) },
  DescribeResourcePolicy: {
    access: 'read',
    needs: onAnything,
    run: byAdministrators((call) => describe(call.world)),
  },
};
