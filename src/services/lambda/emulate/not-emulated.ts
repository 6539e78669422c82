import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { list, optionalText, text } from '../../../sandbox/input.ts';
import { type Needs, onFunction, onMapping, onResource } from './named.ts';

/** Who is let in. */
const toPrincipal: Needs = (call) => {
  const context = { 'lambda:Principal': text(call.input, 'Principal', { max: 256 }) };
  return onFunction()(call).map((need) => ({ ...need, context }));
};

/** Layers are read with the caller's own permission, and roles are handed over. */
function configuring(call: Call): readonly AuthorizationNeed[] {
  const layers = list(call.input, 'Layers', 5).map((layer) =>
    text({ Layers: layer }, 'Layers', { max: 140 }),
  );
  const role = optionalText(call.input, 'Role');
  const context = layers.length === 0 ? {} : { 'lambda:Layer': layers };
  return [
    ...onFunction()(call).map((need) => ({ ...need, context })),
    ...layers.map((resource) => ({ action: 'lambda:GetLayerVersion', resource })),
    ...(role === undefined
      ? []
      : [
          {
            action: 'iam:PassRole',
            resource: role,
            context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
          },
        ]),
  ];
}

const write = (version: string, needs: Needs) => ({ version, needs });

const WRITES = {
  AddPermission: write('20150331v2', toPrincipal),
  CreateFunction: write('20150331', configuring),
  DeleteEventSourceMapping: write('20150331', onMapping),
  DeleteFunction: write('20150331', onFunction()),
  DeleteResourcePolicy: write('', onResource),
  PutFunctionConcurrency: write('20171031', onFunction()),
  PutResourcePolicy: write('', onResource),
  RemovePermission: write('20150331v2', onFunction()),
  UpdateEventSourceMapping: write('20150331', onMapping),
  UpdateFunctionCode: write('20150331v2', onFunction()),
  UpdateFunctionConfiguration: write('20150331v2', configuring),
};

/**
 * CloudTrail's names of them end in a version.
 * https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
 */
export const notEmulatedOperations: Readonly<Record<string, Operation>> = {
  ...Object.fromEntries(
    Object.entries(WRITES).map(([name, { version, needs }]): [string, Operation] => [
      name,
      { access: 'write', eventName: `${name}${version}`, needs },
    ]),
  ),
  Invoke: { access: 'write', category: 'Data', needs: onFunction('lambda:InvokeFunction') },
};
