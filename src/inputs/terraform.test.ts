import fc from 'fast-check';
import { expect, it } from 'vitest';
import terraform from './terraform.ts';

const read = (text: string, name = 'main.tf') => terraform.read({ name, text });
const content = (text: string) => JSON.parse(read(text).policies[0]?.text ?? 'null');
const resource = (attributes: string, label = 'guard') =>
  `resource "aws_organizations_policy" "${label}" {\n${attributes}\n}\n`;

it('reads a heredoc as it stands, with the line that it stands on', () => {
  const text = resource(`  name = "protect-logs"
  content = <<-EOT
    {"Statement": ["\${var.bucket}", "$\${aws:userid}"]}
  EOT`);
  const [policy] = read(text.replaceAll('\n', '\r\n')).policies;
  expect(policy).toMatchObject({ name: 'protect-logs', kind: 'scp', origin: { line: 4, verbatim: true } });
  expect(JSON.parse(policy?.text ?? '')).toEqual({ Statement: ['${var.bucket}', '${aws:userid}'] });
});

it('evaluates jsonencode with locals, defaults of lists and the functions in use', () => {
  const text = `
# comment
locals {
  trail = "org-trail" // another
  base  = { Version = "2012-10-17" }
  stops = ["cloudtrail:StopLogging"]
}
variable "more" { default = ["cloudtrail:DeleteTrail"] }
variable "bucket" { default = "acme-logs" }
${resource(`  type = "RESOURCE_CONTROL_POLICY"
  content = jsonencode(merge(local.base, {
    "Statement" : [{
      Effect   = "Deny", Principal = "*"
      Action   = concat(local.stops, var.more)
      Resource = [
        "arn:\${data.aws_partition.current.partition}:cloudtrail:*:*:trail/\${local.trail}",
        aws_s3_bucket.logs[0].arn, /* index */
        var.bucket,
        "\${lookup({ a = "b" }, "a")}",
      ]
      Condition = { Bool = { "aws:SecureTransport" = false } }
    }]
  }))`)}`;
  expect(content(text)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'],
        Resource: [
          'arn:${data.aws_partition.current.partition}:cloudtrail:*:*:trail/org-trail',
          '${aws_s3_bucket.logs[0].arn}',
          '${var.bucket}',
          "${lookup(' a = 'b' ', 'a')}",
        ],
        Condition: { Bool: { 'aws:SecureTransport': false } },
      },
    ],
  });
  expect(read(text).policies[0]?.kind).toBe('rcp');
});

it('renders a policy document', () => {
  const text = `${resource('  content = data.aws_iam_policy_document.guard.minified_json')}
data "aws_iam_policy_document" "guard" {
  statement {
    sid       = "Logs"
    effect    = "Deny"
    actions   = ["s3:DeleteObject"]
    resources = ["\${aws_s3_bucket.logs.arn}/&{aws:userid}"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "ArnNotLike"
      variable = "aws:PrincipalArn"
      values   = ["arn:aws:iam::*:role/BreakGlass"]
    }
    condition {
      test     = "ArnNotLike"
      variable = "aws:SourceArn"
      values   = ["arn:*"]
    }
  }
}`;
  expect(content(text)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Logs',
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:DeleteObject'],
        Resource: ['${aws_s3_bucket.logs.arn}/${aws:userid}'],
        Condition: {
          ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/BreakGlass'], 'aws:SourceArn': ['arn:*'] },
        },
      },
    ],
  });
});

const document = (body: string) =>
  `${resource('  content = data.aws_iam_policy_document.g.json')}data "aws_iam_policy_document" "g" {\n${body}\n}`;

it.each([
  ['a file beside it', resource('  content = file("scp.json")'), 'content-elsewhere', 2],
  ['a template beside it', resource('  content = templatefile("scp.json", {})'), 'content-elsewhere', 2],
  ['a variable', resource('  content = var.content'), 'unknown-value', 2],
  ['a choice', resource('  content = var.a ? "{}" : "[]"'), 'unknown-value', 2],
  ['no content', resource('  name = "x"'), 'unknown-value', 1],
  ['a document that grows', document('dynamic "statement" {\n}'), 'unknown-value', 5],
  ['a document of others', document('source_policy_documents = [local.x]'), 'unknown-value', 5],
  ['another type', resource('  type = "TAG_POLICY"\n  content = "{}"'), 'other-policy-type', 1],
  ['a directive', resource('  content = "%{ if true }{}%{ endif }"'), 'bad-syntax', 2],
  ['an attribute twice', resource('  name = "a"\n  name = "b"'), 'bad-syntax', 3],
  ['a heredoc without its end', resource('  content = <<EOT\n{}'), 'bad-syntax', 3],
  ['an open string', 'a = "\n', 'bad-syntax', 1],
  ['an open comment', '/* a', 'bad-syntax', 1],
  ['brackets alone', `a = ${'['.repeat(500_000)}`, 'too-deep', 1],
  ['templates in templates', `a = ${'"${'.repeat(300_000)}`, 'too-deep', 1],
])('refuses %s', (_, text, code, line) => {
  expect(read(text)).toMatchObject({ policies: [], problems: [{ code, line }] });
});

it('skips what holds no policy', () => {
  const text =
    'terraform {\n  required_version = ">= 1.5"\n}\nmodule "a" {\n  x = [for y in var.z : y if y != ""]\n}\n';
  expect(read(text)).toEqual({
    policies: [],
    problems: [{ code: 'not-a-policy', file: 'main.tf', parameters: {} }],
  });
});

it('ends with locals that name themselves, and with those that double one another', () => {
  const loop = `locals {\n  a = local.b\n  b = local.a\n}\n${resource('content = local.a')}`;
  expect(read(loop).problems).toMatchObject([{ code: 'unknown-value' }]);
  const doubled = Array.from({ length: 40 }, (_, n) => `a${n + 1} = [local.a${n}, local.a${n}]`);
  const text = `locals {\n  a0 = ["x"]\n${doubled.join('\n')}\n}\n${resource('content = jsonencode(local.a40)')}`;
  expect(read(text).policies[0]?.text.length).toBeLessThan(1_000_000);
});

it('never throws, whatever is cut out of a configuration or put into it', () => {
  const whole = `${document('statement {\n  actions = ["s3:*", "${var.a[0].b}"]\n}')}\nx = <<A\n\${1 + 2}\nA\n`;
  const pieces = fc.constantFrom(
    '"',
    '${',
    '}',
    '{',
    '[',
    ']',
    '(',
    ')',
    '<<E\n',
    '=',
    '\n',
    '\\',
    '%{',
    '?',
    ':',
    '.',
    'é',
  );
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(9), fc.array(pieces, { maxLength: 4 }), (at, cut, put) => {
      const text = whole.slice(0, at) + put.join('') + whole.slice(at + cut);
      const { policies, problems } = read(text);
      expect(policies.length + problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 2_000 },
  );
});
