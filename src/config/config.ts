import { z } from 'zod';
import { DEFAULT_OPTIONS } from '../defense/defaults.ts';
import { pathPatternsSchema } from './path-pattern.ts';

/** Where the file lies, in a repository as in the organisation's `.github` repository. */
export const CONFIG_FILE = '.github/codepurify.yml';

/** A calibration holds 2,000 scores at most: below 1 in 2,001 no function could ever be called poisoned. */
const LOWEST_RATE = 0.0005;
export const MOST_VICTIMS = 10;
const MOST_LABELS = 20;
const MOST_IGNORED = 100;

/** What follows where the audit of a victim does not say that it is clean; the strictest first. */
export const AUDIT_RULES = ['required', 'warn', 'ignore'] as const;
export type AuditRule = (typeof AUDIT_RULES)[number];

const victimSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,63}$/,
      'a victim is named as `codepurify model list` shows it, in lower-case letters, digits and hyphens; paths and addresses are not followed',
    )
    .describe('Its name in the registry, as `codepurify model list` shows it. Never a path or an address.')
    .meta({ examples: ['defect-c'] }),
  paths: pathPatternsSchema
    .min(1)
    .default(['**'])
    .describe('The files that it judges, as patterns.')
    .meta({ examples: [['src/**/*.c', 'include']] }),
  audit: z
    .enum(AUDIT_RULES)
    .default('ignore')
    .describe(
      'Whether its audit must say that it is clean. `codepurify audit --save` keeps the verdict beside the model where CodePurify runs; it counts as long as the files of the model, its labels and its window stay what they were. Where it is missing, of another model, made with fewer `--steps` or without gradients, or says `backdoored`: `required` inspects nothing and the check fails, `warn` says so in the check, `ignore` does nothing. What an organisation asks of any of its victims holds for all victims that a repository names in their place.',
    )
    .meta({ examples: ['required'] }),
});

const victimsSchema = z
  .array(victimSchema)
  .min(1)
  .max(MOST_VICTIMS)
  .superRefine((victims, context) => {
    const seen = new Set<string>();
    for (const [index, { name }] of victims.entries()) {
      if (seen.has(name)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: `${name} is named twice: put all its paths into one list`,
        });
      }
      seen.add(name);
    }
  })
  .optional()
  .describe(
    'The models to defend, each with the files that it judges. Without this key each language is put before the built-in model for it, if one is there that is not known to be backdoored, on purpose or by its audit.',
  );

const ignoreSchema = z
  .array(
    z.strictObject({
      fingerprint: z
        .string()
        .regex(/^[0-9a-f]{32}$/, 'a fingerprint is 32 hexadecimal digits, as `/codepurify ignore` answers')
        .describe(
          'Of the finding, whole: `/codepurify ignore` answers with it, and the JSON and SARIF reports hold it. It stays the same until the function, its file or its name changes.',
        )
        .meta({ examples: ['627d6308b3ed7c4ca82353ff56856f56'] }),
      reason: z
        .string()
        .regex(/\S/, 'a reason is needed')
        .max(500)
        .describe('Shown in the summary of every pull request that holds the finding.')
        .meta({ examples: ['a test of the guard, checked by ann'] }),
    }),
  )
  .max(MOST_IGNORED)
  .default([])
  .describe('Findings to leave as they are in every pull request.');

const labelsSchema = z.array(z.string().min(1).max(50)).max(MOST_LABELS).default([]);

/** `.github/codepurify.yml`: the one source of its types, its defaults, the JSON schema and the reference page. */
export const configSchema = z
  .strictObject({
    victims: victimsSchema,
    exclude: pathPatternsSchema
      .default([])
      .describe(
        'Files that are never inspected, as patterns, whatever `victims` says. The summary counts them.',
      )
      .meta({ examples: [['third_party', '**/*.gen.c']] }),
    falseAlarmRate: z
      .number()
      .min(LOWEST_RATE)
      .lt(1)
      .default(DEFAULT_OPTIONS.falseAlarmRate)
      .describe('The share of clean functions that may be called poisoned: 0.01 is one in a hundred.'),
    effort: z
      .enum(['fast', 'full'])
      .default(DEFAULT_OPTIONS.effort)
      .describe(
        '`fast` clears what the victim itself doubts without probing it, or, where it compares pairs, what it takes for its own copy, which may miss a trigger; `full` does not.',
      ),
    failOn: z
      .enum(['poisoned', 'incomplete', 'never'])
      .default('poisoned')
      .describe(
        'When the check fails: where a function is `poisoned`; where the inspection is `incomplete`, too, or the pull request itself brings an ignore; or `never`. What is incomplete is never shown as passed, yet GitHub lets its neutral check pass where the check is required: say `incomplete` there. Then the check of a draft, or of a pull request that somebody paused, does not pass before it is inspected either. What `bots` and `labels` leave out is decided here, so its check is skipped and passes.',
      ),
    failRate: z
      .number()
      .min(LOWEST_RATE)
      .max(1)
      .default(1)
      .describe(
        'The check fails only on findings that this share of clean functions looks like, or less; the others are reported and let pass. 1 is every finding. A victim calibrated on n clean functions knows no rate below 1 in n + 1: under that nothing fails.',
      ),
    ignore: ignoreSchema,
    functions: z
      .int()
      .min(1)
      .max(5000)
      .default(500)
      .describe('Changed functions of a pull request to inspect, at most. The rest are counted as skipped.'),
    comments: z
      .int()
      .min(0)
      .max(100)
      .default(30)
      .describe(
        'Comments on lines that stand open at a pull request, at most. Further findings are listed in the summary.',
      ),
    suggestions: z
      .boolean()
      .default(true)
      .describe('Offer the purified code as a suggestion that can be committed with a click.'),
    drafts: z
      .boolean()
      .default(false)
      .describe(
        'Inspect drafts too. If not, they are inspected once they are ready for review, or when somebody asks for `/codepurify scan`.',
      ),
    bots: z.boolean().default(true).describe('Inspect the pull requests that bots open too.'),
    labels: z
      .strictObject({
        only: labelsSchema
          .describe('Inspect only pull requests that carry one of these labels; all where none is named.')
          .meta({ examples: [['needs-purity']] }),
        skip: labelsSchema
          .describe(
            'Do not inspect pull requests that carry one of these labels. Who may set labels can so switch the inspection off.',
          )
          .meta({ examples: [['vendored']] }),
      })
      .prefault({})
      .describe('Which pull requests are inspected, by their labels.'),
  })
  .describe('Configuration of CodePurify for a repository: .github/codepurify.yml');

/** All that is set, defaults included. */
export type Config = z.output<typeof configSchema>;
/** What one file says: every key may be absent. */
export type WrittenConfig = z.input<typeof configSchema>;
