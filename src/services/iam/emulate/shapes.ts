import type { PrincipalState, RoleState, UserState } from '../../../sandbox/world.ts';
import { encoded } from './documents.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_User.html */
export const userShape = (user: UserState) => ({
  Path: user.path,
  UserName: user.name,
  UserId: user.id,
  Arn: user.arn,
  CreateDate: user.createdAt,
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html */
export const roleShape = (role: RoleState) => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.id,
  Arn: role.arn,
  CreateDate: role.createdAt,
  AssumeRolePolicyDocument: encoded(role.trustPolicy.document),
  ...(role.description === '' ? {} : { Description: role.description }),
  MaxSessionDuration: role.maxSessionSeconds,
});

/** What the listings leave out. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const details = (principal: PrincipalState) => ({
  ...(principal.boundaryArn === undefined
    ? {}
    : {
        PermissionsBoundary: {
          PermissionsBoundaryType: 'Policy',
          PermissionsBoundaryArn: principal.boundaryArn,
        },
      }),
  ...(principal.tags.size === 0 ? {} : { Tags: tagShapes(principal.tags) }),
});

export const tagShapes = (tags: ReadonlyMap<string, string>) =>
  [...tags].map(([Key, Value]) => ({ Key, Value }));
