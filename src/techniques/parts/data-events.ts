import type { Trail } from '../../model/snapshot.ts';

interface FieldSelector {
  readonly Field?: string;
  readonly Equals?: readonly string[];
}

interface Selector {
  readonly ReadWriteType?: string;
  readonly DataResources?: readonly { readonly Type?: string; readonly Values?: readonly string[] }[];
  readonly FieldSelectors?: readonly FieldSelector[];
}

const selectorsOf = ({ eventSelectors = [], advancedEventSelectors = [] }: Trail): readonly Selector[] =>
  [...eventSelectors, ...advancedEventSelectors] as readonly Selector[];

export const selectorsRead = ({ eventSelectors, advancedEventSelectors }: Trail): boolean =>
  eventSelectors !== undefined || advancedEventSelectors !== undefined;

/**
 * Whether the trail records every data event of such resources, such as `AWS::S3::Object`.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const recordsAll = (trail: Trail, type: string, service: string): boolean =>
  selectorsOf(trail).some(({ ReadWriteType = 'All', DataResources = [], FieldSelectors }) =>
    FieldSelectors === undefined
      ? ReadWriteType === 'All' &&
        DataResources.some(
          (one) =>
            one.Type === type &&
            one.Values?.some((value) => new RegExp(`^arn:[^:]*:${service}:*$`).test(value)),
        )
      : FieldSelectors.every(
          ({ Field, Equals = [] }) =>
            (Field === 'eventCategory' && Equals.includes('Data')) ||
            (Field === 'resources.type' && Equals.includes(type)),
        ) && FieldSelectors.some(({ Field }) => Field === 'resources.type'),
  );
