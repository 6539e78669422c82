export { type Proved, type ProveOptions, prove } from './prove.ts';
