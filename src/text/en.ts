import { apply } from './en/apply.ts';
import { cautions } from './en/cautions.ts';
import { changes } from './en/changes.ts';
import { collect } from './en/collect.ts';
import { demo } from './en/demo.ts';
import { drill } from './en/drill.ts';
import { errors } from './en/errors.ts';
import { explain } from './en/explain.ts';
import { grade } from './en/grade.ts';
import { help } from './en/help.ts';
import { line } from './en/line.ts';
import { plan } from './en/plan.ts';
import { prove } from './en/prove.ts';
import { sandbox } from './en/sandbox.ts';

export const en = {
  apply,
  cautions,
  changes,
  collect,
  demo,
  drill,
  errors,
  explain,
  grade,
  help,
  line,
  plan,
  prove,
  sandbox,
};
