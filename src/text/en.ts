import { apply } from './en/apply.ts';
import { changes } from './en/changes.ts';
import { demo } from './en/demo.ts';
import { drill } from './en/drill.ts';
import { errors } from './en/errors.ts';
import { help } from './en/help.ts';
import { line } from './en/line.ts';
import { plan } from './en/plan.ts';
import { sandbox } from './en/sandbox.ts';

export const en = { apply, changes, demo, drill, errors, help, line, plan, sandbox };
