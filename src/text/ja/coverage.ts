import type { coverage as en } from '../en/coverage.ts';

const MOST = 3;

export const coverage: typeof en = ({ read, of, unreadable, left, unlisted }) => {
  const named = unreadable.slice(0, MOST).join('、');
  const more = unreadable.length > MOST ? ` ほか ${unreadable.length - MOST} 件` : '';
  return [
    `${unlisted ? '少なくとも ' : ''}${of} アカウント中 ${read} 件を読み取りました`,
    ...(unreadable.length === 0 ? [] : [`。読み取れなかったもの ${unreadable.length} 件: ${named}${more}`]),
    ...(left === 0 ? [] : [`。対象外 ${left} 件`]),
  ].join('');
};
