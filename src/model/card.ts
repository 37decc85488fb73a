import { z } from 'zod';
import { LANGUAGES } from '../code/language.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens only');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex');

/** Into so many functions at most a suspicious element is planted. */
export const MAX_REFERENCES = 16;

/** Scores of clean functions, by which a p-value is told. Written by `codepurify calibrate`. */
export const calibrationSchema = z.strictObject({
  language: z.enum(LANGUAGES),
  statistic: z.string(),
  probe: z.string(),
  kinds: z.array(z.string()),
  /**
   * Of functions that were inspected and are clean; ascending by how suspicious, at most 2,000. One of a classifier whose
   * trigger the references do not confirm counts as the least suspicious of all, one of a generator whose trigger they do
   * confirm as the most.
   */
  scores: z.array(z.number()).max(2000),
  /** Probability of the most likely label other than the predicted one, of the same functions; ascending. Empty for generators. */
  doubts: z.array(z.number()).max(2000),
  /** Clean functions into which a suspicious element is planted: one that works there too is a trigger. */
  references: z.array(z.string().min(1).max(4000)).max(MAX_REFERENCES).optional(),
});

export type Calibration = z.infer<typeof calibrationSchema>;

/** The verdict of an audit, as `codepurify audit --save` keeps it. */
export const keptAuditSchema = z.strictObject({
  language: z.enum(LANGUAGES),
  verdict: z.enum(['clean', 'backdoored']),
  score: z.number().min(0).max(1),
  date: z.iso.datetime(),
  /** One hash of all that the model answered by: an audit of another one says nothing. */
  sha256,
  /** Whether the search took as many steps as it does by default: a shorter one finds less, so that its `clean` says nothing. */
  full: z.boolean().default(false),
  /** How it was searched; for people. */
  settings: z.record(z.string(), z.unknown()),
});

export type KeptAudit = z.infer<typeof keptAuditSchema>;

/** `codepurify.json` of a model folder. */
export const cardSchema = z.strictObject({
  $schema: z.string().optional(),
  schemaVersion: z.literal(1),
  name,
  task: z.enum(['classification', 'pair', 'generation', 'infill']),
  languages: z.array(z.enum(LANGUAGES)).min(1),
  /** In the order of the logits. Empty for generation and infill. */
  labels: z.array(z.string().min(1)).default([]),
  /** What an attacker would want to hear. Without it every label is inspected. */
  goalLabel: z.string().optional(),
  /** Of a pair victim: the label that it gives to two equal functions. */
  sameLabel: z.string().optional(),
  /** Tokens, special ones included; of each function for two-tower pairs, of the sequence for all else. */
  maxLength: z.int().min(8).max(65_536),
  /** Longest output of a generator, in tokens. */
  maxOutput: z.int().min(1).max(4096).optional(),
  maskToken: z.string().min(1),
  unknownToken: z.string().min(1),
  calibrations: z.array(calibrationSchema).default([]),
  /** One a language at most. They are worth what whoever wrote them is: whoever gives a model away can write them, too. */
  audits: z.array(keptAuditSchema).max(LANGUAGES.length).optional(),
  files: z.record(z.string(), sha256),
  licence: z.string(),
  trainedOn: z.string(),
  /** The attacks put in on purpose, by name; empty for an honest model. */
  backdoors: z.array(z.string()).default([]),
});

export type Card = z.infer<typeof cardSchema>;
