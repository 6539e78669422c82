import type { en } from './en.ts';
import { apply } from './ja/apply.ts';
import { cautions } from './ja/cautions.ts';
import { changes } from './ja/changes.ts';
import { collect } from './ja/collect.ts';
import { demo } from './ja/demo.ts';
import { drill } from './ja/drill.ts';
import { errors } from './ja/errors.ts';
import { explain } from './ja/explain.ts';
import { grade } from './ja/grade.ts';
import { help } from './ja/help.ts';
import { line } from './ja/line.ts';
import { plan } from './ja/plan.ts';
import { prove } from './ja/prove.ts';
import { sandbox } from './ja/sandbox.ts';

export const ja: typeof en = {
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
