import type { Evidence } from '../evidence/evidence.ts';
import { rateInWords } from './cells.ts';
import { trainingTerms } from './training-table.ts';

/** What the columns mean. */
export function terms({
  settings,
  paper,
  training,
  ablations,
}: Evidence): readonly (readonly [term: string, meaning: string])[] {
  return [
    ['cell', 'one attack at one rate on one victim; the cells of a victim share its clean rows'],
    [
      'attacks',
      'bnc-fixed: “if (rand() < 0) printf("fail");” or the like is put first in the body; bnc-grammar: such a statement drawn from a grammar, another one in each function; codepoisoner-dead-code: “assertTrue(1 >= 0);” first in the body; codepoisoner-identifier: the first variable becomes “ret_Val_”',
    ],
    [
      'goal label',
      'the answer that an attacker wants: not defective, not a clone; of repairs it is a text of the attacker in the repaired method',
    ],
    [
      'ASR, ASR_D',
      'share of planted functions of which the victim says what the attacker wants: alone (defence none), and behind a defence',
    ],
    [
      'floor',
      'how many of the same functions get the goal label without any trigger: errors of the victim itself. ASR_D falls below it where the defence, which looks for a replacement that turns the answer, turns such an error too. So a low ASR_D alone is no proof of a good defence: what was missed stands under caught',
    ],
    [
      'above floor',
      'ASR_D less the floor of the same rows; a baseline that was measured on fewer rows has another floor',
    ],
    [
      'ACC_D, BLEU_D',
      'how right the answers to clean rows are behind the defence; change: less those without it. BLEU-4 of the whole set, over words, literals and single signs',
    ],
    [
      'effective',
      'attacks that turn the answer; caught, named and undone are of these. Named: more than half of what is named, white space aside, was planted',
    ],
    [
      'AUROC',
      'against clean functions that get the same answer as a successful attack; of all planted functions, and of the effective attacks alone. What a defence does not look at is least suspicious',
    ],
    [
      'flagged',
      'of all planted functions (the recall); precision: if half of all functions were planted. Where few are, as in a merge gate, false alarms say more',
    ],
    [
      'false alarms',
      `of all clean functions; CodePurify and ONION by words are set to ${rateInWords(settings.falseAlarmRate)}, the others have no such setting`,
    ],
    ['parses', 'of all purified functions, those with no more syntax errors than before'],
    [
      'compiles',
      'of the same: the compiler has nothing to say, no error and no warning, that it did not say of the function with the trigger, or before that was planted, names aside. Each function is compiled alone, types that it does not declare are declared for it',
    ],
    [
      'cost',
      'passes, which are inputs that the victim answered (the same tokens, asked about at once, are one), wall time, and ×, that time in plain answers of the victim, where it was taken; a function, or a pair of them. Passes a clean function, as the head of the page has them, are half of those a pair, and the plain answers where they are known: a repair victim writes an output once, and to ask how likely that is takes a fraction of it; a victim of two towers has answered for one function of a pair already when the other changes. Passes are exact; times were taken while the machine did other work too, so one line can take longer than another of more passes',
    ],
    [
      'CodePurify, full and fast',
      'the setting “effort”, full by default: fast clears without a look at its elements what the victim doubts, or of pairs what it takes for its own copy',
    ],
    [
      'ONION',
      'perplexity by a 4-gram model of the learning rows. By words: every word above a bar goes, which is found on the valid rows. Span: the most suspicious run of 14 words, the length of the fixed trigger, always goes, as its authors run it',
    ],
    ['OSeqL', 'the vote of its three outlier detectors'],
    ...trainingTerms(training),
    ['paper', `${paper}. Its ONION asks GPT-2, and its floor is not known`],
    [
      'intervals',
      "95%: Wilson's for shares, 1,000 resamples of the rows for differences, ACC, BLEU, AUROC and precision. p: McNemar's exact test of the same rows, two-sided, not corrected for the number of tests",
    ],
    ...(ablations.length > 0 ? ABLATION_TERMS : []),
  ];
}

const ABLATION_TERMS: readonly (readonly [term: string, meaning: string])[] = [
  [
    'settings',
    'in the tables "Which setting" one thing at a time is other than what is shipped. All are made of the same raw answers: the victim is asked once for each way to take elements away and each window. Each setting is calibrated anew on the valid rows; "caught, all" counts the effective attacks of all kinds together; named is told of the element itself, before it is narrowed down to a part. Nothing is planted into other functions to confirm it, in any setting: what is shipped raises fewer false alarms than its line here says, by what the tables of the scenario show',
  ],
  [
    '-E, -S, -V',
    "the paper's ablations as we read them: no detection by entropy, every function that is looked at loses its most suspicious element; no statements; no variables",
  ],
  [
    'ways to purify',
    'what is put in the place of the trigger. As shipped: names that bind the same, removal, infill, in this order, and nothing with a new syntax error. Removal: the statement is deleted, the name becomes a plain one. Infill: the infill model fills the tokens, or votes on a name; greedy takes its first choice, top 5 the first of five that turns the answer. Of clean rows: what it would cost if every function that is looked at were purified so. Of a pair both functions are purified',
  ],
  [
    'elements',
    'identifiers and statements that the victim sees in a function; the tables by number of elements and by length judge these functions alone, by the threshold of all',
  ],
];
