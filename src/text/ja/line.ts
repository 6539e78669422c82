import type { line as en } from '../en/line.ts';

export const line: typeof en = {
  noOrganization: '組織は見えません',
  organization: (id) => `組織 ${id}`,
  account: (id) => `アカウント ${id}`,
  modes: {
    read: 'READ-ONLY (読み取りのみ)',
    write: 'WRITING (書き込みあり)',
    probe: 'WRITING (無害な確認のみ)',
  },
  readingFile: (file) => `${file} を読み込んでいます …`,
  old: (days, readAt) =>
    `このスナップショットは ${days} 日前 (${readAt}) のものです。その後、組織が変わっている可能性があります。`,
  error: 'エラー',
};
