export { applyEdits } from './code/apply-edits.ts';
export type { Edit, Range } from './code/edit.ts';
export { ELEMENT_KINDS, type Element, type ElementKind } from './code/element.ts';
export { LANGUAGES, type Language, languageOf } from './code/language.ts';
export type { Hole, MaskedCode } from './code/masked-code.ts';
export type { SourceFunction } from './code/source-function.ts';
export { type CleanScore, calibrationOf } from './defense/calibration-of.ts';
export { DEFAULT_OPTIONS } from './defense/defaults.ts';
export { dominance } from './defense/dominance.ts';
export { entropy } from './defense/entropy.ts';
export { type Judgement, judge } from './defense/judge.ts';
export type { Measurement, Unmeasured } from './defense/measure.ts';
export * from './defense/options.ts';
export * from './defense/outcome.ts';
export type { Pair, Subjects } from './defense/over-subjects.ts';
export { oneIn, pValue } from './defense/p-value.ts';
export { statisticOf } from './defense/statistic.ts';
export { type MissingCalibration, type Yardstick, yardstickOf } from './defense/yardstick.ts';
export { ATTACK_NAMES, type AttackName } from './lab/attack/attack.ts';
export type { AuditOptions } from './lab/audit/audit.ts';
export type { AuditState } from './lab/audit/audit-state.ts';
export type {
  Audit,
  Trigger as AuditTrigger,
  TriggerKind as AuditTriggerKind,
  Unsearched,
} from './lab/audit/result.ts';
export { EFFECTS, type Effect as AttackEffect } from './lab/redteam/effect.ts';
export type * from './lab/redteam/result.ts';
export type { Share } from './lab/redteam/share.ts';
export type { SanitizeProgress } from './lab/sanitize/sanitize.ts';
export type * from './lab/sanitize/sanitized.ts';
export {
  type AuditSettings,
  audit,
  calibrate,
  type DefendSettings,
  defend,
  defendAll,
  defendPair,
  defendPairs,
  functionsIn,
  measure,
  type RedTeamSettings,
  redTeam,
  type SanitizeSettings,
  sanitize,
} from './library.ts';
export type { Calibration, Card, KeptAudit } from './model/card.ts';
export type { Gradients } from './model/gradients.ts';
export type { Fill, Infill } from './model/infill.ts';
export { type ListedModel, listModels } from './model/list-models.ts';
export { ModelError } from './model/model-error.ts';
export { openGradients, vocabularyOf } from './model/open-gradients.ts';
export { type OpenOptions, openInfill, openModel, openVictim } from './model/open-model.ts';
export type * from './model/victim.ts';
