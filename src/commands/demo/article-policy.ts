/** What the demo protects. */
export interface ArticleTarget {
  readonly partition: string;
  readonly trailName: string;
  readonly bucketName: string;
}

/**
 * The article's policy as it was printed: two Deny statements, and both resources end in a typographic quote,
 * as text pasted from a web page often does.
 */
export const asPrinted = (target: ArticleTarget): string => policyText(target, '”', '');

/** With plain quotes. `s3:Delete*` on the bucket's ARN still reaches no object. */
export const corrected = (target: ArticleTarget): string => policyText(target, '"', '');

/** With the objects of the bucket as well: what the article meant. */
export const withObjects = (target: ArticleTarget): string =>
  policyText(target, '"', `, "arn:${target.partition}:s3:::${target.bucketName}/*"`);

function policyText(
  { partition, trailName, bucketName }: ArticleTarget,
  quote: string,
  objects: string,
): string {
  const bucket = `"arn:${partition}:s3:::${bucketName}${quote}`;
  return `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "DenyLogBucketDeletion",
      "Effect": "Deny",
      "Action": ["s3:Delete*"],
      "Resource": [${bucket}${objects}]
    },
    {
      "Sid": "DenyTrailChanges",
      "Effect": "Deny",
      "Action": ["cloudtrail:DeleteTrail", "cloudtrail:StopLogging", "cloudtrail:UpdateTrail"],
      "Resource": ["arn:${partition}:cloudtrail:*:*:trail/${trailName}${quote}]
    }
  ]
}`;
}
