import { IndelibleError } from '../model/error.ts';
import { AwsError } from './aws-error.ts';
import type { SandboxDescription } from './description.ts';
import type { WireResponse } from './emulation.ts';
import { isRecord } from './input.ts';
import type { ReceivedRequest } from './received-request.ts';

/** What may be asked of the sandbox itself, by people and by the command line: unsigned and never recorded. */
export interface SandboxActions {
  readonly describe: () => SandboxDescription;
  readonly advance: (milliseconds: number) => void;
  readonly setTime: (time: Date) => void;
  readonly deliver: () => void;
}

const ROOT = '/_sandbox';

/** `undefined`: the request is meant for AWS. No bucket name can begin with an underscore. */
export function answerOwnRequest(
  actions: SandboxActions,
  request: ReceivedRequest,
): WireResponse | undefined {
  if (request.path !== ROOT && !request.path.startsWith(`${ROOT}/`)) return undefined;
  try {
    return json(200, act(actions, request));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return json(error.status, { error: { code: error.code, message: error.message } });
  }
}

function act(actions: SandboxActions, request: ReceivedRequest): unknown {
  switch (`${request.method} ${request.path.slice(ROOT.length)}`) {
    case 'GET ':
      return actions.describe();
    case 'POST /clock':
      moveClock(actions, request);
      return { time: actions.describe().time };
    case 'POST /deliver':
      actions.deliver();
      return { time: actions.describe().time };
    default:
      throw new AwsError(
        'UnknownRequest',
        404,
        'There are: GET /_sandbox, POST /_sandbox/clock, POST /_sandbox/deliver.',
      );
  }
}

function moveClock(actions: SandboxActions, request: ReceivedRequest): void {
  const { advance, set } = jsonBody(request);
  try {
    if (typeof advance === 'string' && set === undefined) actions.advance(milliseconds(advance));
    else if (typeof set === 'string' && advance === undefined) actions.setTime(new Date(set));
    else
      throw new AwsError('InvalidClock', 400, 'Send {"advance": "PT5M"} or {"set": "2026-01-31T12:00:00Z"}.');
  } catch (error) {
    if (!(error instanceof IndelibleError)) throw error;
    throw new AwsError(
      'InvalidClock',
      400,
      'The clock only moves forward, by a duration such as PT5M or to a time.',
    );
  }
}

function jsonBody(request: ReceivedRequest): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(Buffer.from(request.body).toString('utf8'));
    return isRecord(body) ? body : {};
  } catch {
    return {};
  }
}

const DURATION = /^P(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/;

function milliseconds(duration: string): number {
  const match = DURATION.exec(duration);
  if (!match || duration === 'P') return Number.NaN;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

function json(status: number, value: unknown): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(value)}\n` };
}
