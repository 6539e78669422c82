import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalText, text } from '../../../sandbox/input.ts';
import { needOn, ownArn } from '../../../sandbox/own-resources.ts';
import { stackArn } from './named.ts';

type Needs = (call: Call) => readonly AuthorizationNeed[];

const onStack: Needs = (call) => [needOn(call, `cloudformation:${call.operation}`, stackArn(call))];

/** A service role is handed over: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html */
const withRole: Needs = (call) => {
  const role = optionalText(call.input, 'RoleARN', { max: 2048 });
  if (role === undefined) return onStack(call);
  return [
    ...onStack(call).map((need) => ({ ...need, context: { 'cloudformation:RoleArn': role } })),
    {
      action: 'iam:PassRole',
      resource: role,
      context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
    },
  ];
};

/** Stack sets are no part of the World: the one that is named may be there. */
const onStackSet: Needs = (call) => {
  const name = text(call.input, 'StackSetName', { max: 128 });
  return [
    needOn(call, `cloudformation:${call.operation}`, ownArn(call, 'cloudformation', `stackset/${name}:*`)),
  ];
};

const write = (needs: Needs): Operation => ({ access: 'write', needs });

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html */
export const notEmulatedOperations: Readonly<Record<string, Operation>> = {
  CreateChangeSet: write(withRole),
  CreateStackInstances: write(onStackSet),
  CreateStackSet: write(({ operation }) => [{ action: `cloudformation:${operation}`, resource: '*' }]),
  DeleteStack: write(withRole),
  ExecuteChangeSet: write(onStack),
  UpdateStack: write(withRole),
  UpdateStackSet: write(onStackSet),
  UpdateTerminationProtection: write(onStack),
};
