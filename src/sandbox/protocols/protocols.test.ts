import { describe, expect, it } from 'vitest';
import { AwsError } from '../aws-error.ts';
import type { WireRequest } from '../emulation.ts';
import { jsonProtocol } from './json.ts';
import { queryProtocol } from './query.ts';
import { restJsonProtocol } from './rest-json.ts';

const request = (of: Partial<WireRequest> & { text?: string }): WireRequest => ({
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: {},
  body: Buffer.from(of.text ?? ''),
  ...of,
});

describe('jsonProtocol', () => {
  const json = jsonProtocol({ targets: ['Service_2013', 'com.amazonaws.Service_2013'] });
  const headers = { 'x-amz-target': 'com.amazonaws.Service_2013.GetThing' };

  it('reads operation and input', () => {
    expect(json.read(request({ headers, text: '{"Name":"a"}' }))).toEqual({
      operation: 'GetThing',
      input: { Name: 'a' },
    });
  });

  it.each(['', 'GetThing', 'Other.GetThing', 'Service_2013.', 'Service_2013'])(
    'refuses the target %j',
    (target) => {
      expect(() => json.read(request({ headers: { 'x-amz-target': target } }))).toThrow(
        expect.objectContaining({ code: 'UnknownOperationException' }),
      );
    },
  );

  it.each(['{', '[]', 'null', '"text"', '\u0000', '{"a":1}x', '['.repeat(100_000)])(
    'refuses a body like %.20j',
    (text) => {
      expect(() => json.read(request({ headers, text }))).toThrow(
        expect.objectContaining({ code: 'SerializationException', status: 400 }),
      );
    },
  );

  it('refuses a body that is not UTF-8', () => {
    expect(() => json.read(request({ headers, body: Buffer.from([0x22, 0xff, 0x22]) }))).toThrow(AwsError);
  });

  it('writes times as seconds and leaves out what is undefined', () => {
    const output = {
      At: new Date(1500),
      Bytes: Buffer.from('a'),
      Absent: undefined,
      List: [{ At: new Date(0) }],
    };
    expect(json.write('GetThing', output, 'id')).toMatchObject({
      status: 200,
      headers: { 'x-amzn-requestid': 'id' },
      body: '{"At":1.5,"Bytes":"YQ==","List":[{"At":0}]}',
    });
  });

  it('writes errors with their details', () => {
    const error = new AwsError('ConstraintViolationException', 400, 'Too many.', { Reason: 'LIMIT' });
    expect(json.writeError(error, 'id', request({}))).toMatchObject({
      status: 400,
      headers: { 'x-amzn-errortype': 'ConstraintViolationException' },
      body: '{"__type":"ConstraintViolationException","Message":"Too many.","Reason":"LIMIT"}',
    });
  });

  it('speaks version 1.0, and to clients of AWS Query names errors as these did', () => {
    const old = jsonProtocol({ targets: [], version: '1.0', queryCodes: { Gone: 'Service.NonExistent' } });
    const told = (code: string, status: number) =>
      old.writeError(new AwsError(code, status, ''), 'id', request({})).headers;
    expect(old.write('GetThing', {}, 'id').headers['content-type']).toBe('application/x-amz-json-1.0');
    expect(told('Gone', 400)).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-query-error': 'Service.NonExistent;Sender',
    });
    expect(told('InternalFailure', 500)['x-amzn-query-error']).toBe('InternalFailure;Receiver');
    expect(json.writeError(new AwsError('Gone', 400, ''), 'id', request({})).headers).not.toHaveProperty(
      'x-amzn-query-error',
    );
  });
});

describe('jsonProtocol of version 1.0', () => {
  it('says so', () => {
    expect(jsonProtocol({ targets: [], version: '1.0' }).write('GetThing', {}, 'id').headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
    });
  });
});

describe('restJsonProtocol', () => {
  const rest = restJsonProtocol({
    ListThings: 'GET /things',
    PutThing: 'PUT /things/{Name}',
    RunThing: 'POST /things/{Name}/runs',
  });
  const headers = { 'content-type': 'application/json' };

  it.each([
    ['GET', '/things', 'ListThings', {}],
    ['GET', '/things/', 'ListThings', {}],
    ['PUT', '/things/a%3Ab%2Fc', 'PutThing', { Name: 'a:b/c' }],
    ['POST', '/things/runs/runs', 'RunThing', { Name: 'runs' }],
  ])('reads %s %s', (method, path, operation, input) => {
    expect(rest.read(request({ method, path }))).toEqual({ operation, input });
  });

  it.each([
    ['POST', '/things'],
    ['GET', '/'],
    ['GET', '/things/a/runs/b'],
    ['constructor', '/things'],
  ])('refuses %s %s', (method, path) => {
    expect(() => rest.read(request({ method, path }))).toThrow(
      expect.objectContaining({ code: 'UnknownOperationException' }),
    );
  });

  it('reads query and body, and takes what the path names from the path alone', () => {
    const query = new URLSearchParams('Name=query&Marker=m');
    const sent = { method: 'PUT', path: '/things/path', query, headers, text: '{"Name":"body","Size":1}' };
    expect(rest.read(request(sent)).input).toEqual({ Name: 'path', Marker: 'm', Size: 1 });
  });

  it('takes a body of another type for a payload', () => {
    const sent = {
      path: '/things/a/runs',
      headers: { 'content-type': 'application/octet-stream' },
      text: '[',
    };
    expect(rest.read(request(sent)).input).toEqual({ Name: 'a' });
  });

  it('writes answers and errors', () => {
    expect(rest.write('ListThings', { At: new Date(1500) }, 'id')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'id' },
      body: '{"At":1.5}',
    });
    const denied = new AwsError('AccessDeniedException', 400, 'No.', { Type: 'User' });
    expect(rest.writeError(denied, 'id', request({}))).toMatchObject({
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: '{"message":"No.","Type":"User"}',
    });
  });
});

describe('queryProtocol', () => {
  const query = queryProtocol({
    namespace: 'https://example.com/doc/',
    version: '2010-05-08',
    lists: ['Tags'],
  });

  it('reads operation and input from the form', () => {
    const text = 'Action=CreateUser&Version=2010-05-08&UserName=a%2Bb&Tags=';
    expect(query.read(request({ text }))).toEqual({
      operation: 'CreateUser',
      input: { UserName: 'a+b', Tags: [] },
    });
  });

  it('reads operation and input from the query', () => {
    const parameters = new URLSearchParams('Action=GetCallerIdentity&X-Amz-Date=1');
    expect(query.read(request({ method: 'GET', query: parameters }))).toEqual({
      operation: 'GetCallerIdentity',
      input: {},
    });
  });

  it.each([
    ['', 'MissingAction'],
    ['Action=', 'MissingAction'],
    ['Action.member.1=a', 'MissingAction'],
    ['Action=A&Version=2000-01-01', 'InvalidAction'],
    ['Action=A&Action=B', 'MalformedQueryString'],
  ])('refuses the form %j', (text, code) => {
    expect(() => query.read(request({ text }))).toThrow(expect.objectContaining({ code }));
  });

  it('writes XML', () => {
    const output = {
      User: { UserName: 'a<b>&"\u0001', CreateDate: new Date(1500), Absent: undefined, IsTruncated: false },
      Names: ['a', 'b'],
      Summary: new Map([['Users', 1]]),
    };
    expect(query.write('GetUser', output, 'id').body).toBe(
      '<GetUserResponse xmlns="https://example.com/doc/"><GetUserResult>' +
        '<User><UserName>a&lt;b&gt;&amp;&quot;\uFFFD</UserName><CreateDate>1970-01-01T00:00:01Z</CreateDate><IsTruncated>false</IsTruncated></User>' +
        '<Names><member>a</member><member>b</member></Names>' +
        '<Summary><entry><key>Users</key><value>1</value></entry></Summary>' +
        '</GetUserResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></GetUserResponse>',
    );
  });

  it('writes no result where there is none', () => {
    expect(query.write('DeleteUser', undefined, 'id').body).not.toContain('DeleteUserResult');
  });

  it('writes errors', () => {
    const error = new AwsError('NoSuchEntity', 404, 'The user with name a cannot be found.');
    expect(query.writeError(error, 'id', request({}))).toMatchObject({
      status: 404,
      body: '<ErrorResponse xmlns="https://example.com/doc/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>The user with name a cannot be found.</Message></Error><RequestId>id</RequestId></ErrorResponse>',
    });
  });
});
