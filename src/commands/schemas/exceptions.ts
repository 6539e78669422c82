import { closed, DRAFT, filled, list, said } from './parts.ts';
import { actorKind } from './prove.ts';

/** Written by hand: `indelible-exceptions.json`. */
export const exceptionsSchema = {
  $schema: DRAFT,
  $id: 'urn:indelible:exceptions:1',
  title: 'Findings that somebody answers for until a day',
  ...list(
    closed(
      {
        technique: filled,
        owner: said,
        reason: said,
        expires: {
          type: 'string',
          pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
          description: 'the last day on which it holds, in UTC',
        },
      },
      {
        target: { ...filled, description: 'ARN; * stands for any text; absent: every target' },
        actor: { ...actorKind, description: 'absent: every kind of actor' },
      },
    ),
  ),
};
