import { describe, expect, it } from 'vitest';
import { parametersOf } from './query-parameters.ts';

const read = (form: string, lists: readonly string[] = []) => parametersOf(new URLSearchParams(form), lists);

describe('parametersOf', () => {
  it('reads lists of structures, in the order of their numbers', () => {
    const form =
      'Tags.member.2.Key=b&Tags.member.10.Key=c&Tags.member.1.Key=a&Tags.member.1.Value=1&UserName=u';
    expect(read(form)).toEqual({
      Tags: [{ Key: 'a', Value: '1' }, { Key: 'b' }, { Key: 'c' }],
      UserName: 'u',
    });
  });

  it('reads an empty list where one is meant', () => {
    expect(read('Tags=&Path=', ['Tags'])).toEqual({ Tags: [], Path: '' });
  });

  it('leaves out the parameters of the signature', () => {
    expect(read('X-Amz-Date=1&A=2')).toEqual({ A: '2' });
  });

  it('keeps names of Object.prototype as plain names', () => {
    const input = read('__proto__.polluted=1&constructor=2');
    expect(Object.keys(input)).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it.each([
    ['a value that is also a structure', 'A=1&A.B=2'],
    ['a repeated parameter', 'A=1&A=2'],
    ['an empty step', 'A..B=1'],
    ['a deep name', `${'A.'.repeat(20)}B=1`],
    ['too many parameters', Array.from({ length: 2001 }, (_, index) => `A${index}=1`).join('&')],
  ])('refuses %s', (_what, form) => {
    expect(() => read(form)).toThrow(expect.objectContaining({ code: 'MalformedQueryString' }));
  });
});
