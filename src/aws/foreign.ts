import { type AnswerStack, callOf, isOfAnySize, requestIdOf, wholeBody } from './answers.ts';

/**
 * Lets no answer pass that AWS did not give whole. The SDK reads an empty body, and XML of another root, as an answer in
 * which nothing is set: a list of nothing. It reads any answer 404 to some operations as their `NotFound`. A proxy on
 * the way may send either. AWS names a request ID in every answer and has a body for all that is read but by HEAD:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/get-request-ids.html
 */
export function refuseForeignAnswers(stack: AnswerStack): void {
  stack.add(
    (next, context) => async (args) => {
      const received = await next(args);
      const { response } = received;
      const call = callOf(context);
      const identified = requestIdOf(response.headers) !== undefined;
      if (isOfAnySize(call) && identified) return received;
      const body = await wholeBody(response);
      if (!identified) throw foreign(response.statusCode, 'names no request ID');
      if (body.length === 0 && !call.operation.startsWith('Head'))
        throw foreign(response.statusCode, 'has no body');
      response.body = body;
      return received;
    },
    { step: 'deserialize', name: 'indelibleForeignAnswers', priority: 'low' },
  );
}

/** `classify` names it by its status, and so does the SDK that decides whether to try again. */
const foreign = (httpStatusCode: number, why: string): Error =>
  Object.assign(new Error(`an answer that ${why}, which is not one of AWS or not all of it`), {
    $metadata: { httpStatusCode },
  });
