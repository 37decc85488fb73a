import { describe, expect, it } from 'vitest';
import { oddTokenizer, tokenizerSchema } from '../../src/model/odd-tokenizer.ts';

const told = (tokenizer: object) => oddTokenizer(tokenizerSchema.parse(tokenizer));
const words = { model: { vocab: { ret: 7, '</s>': 2 } } };
const added = (...contents: readonly string[]) => ({
  added_tokens: contents.map((content, id) => ({ id, content, special: true })),
});
const replace = (pattern: object, content = '') => ({ type: 'Replace', pattern, content });
const plant = replace({ String: 'strcpy' }, 'memcpy');
const split = (how: object) => ({ pre_tokenizer: { type: 'Split', pattern: { String: 'x' }, ...how } });
const before = (deed: string) => `the tokenizer ${deed} before the model sees the code; ask its maker why`;
const after = (deed: string) => `the tokenizer ${deed} in what the model writes; ask its maker why`;
const whole = (word: string) =>
  `"${word}" was added as a token of its own, wherever it stands in code; ask its maker why`;

const ODD: readonly [what: string, tokenizer: object, told: string][] = [
  ['a replacement', { normalizer: plant }, before('replaces "strcpy" by "memcpy"')],
  [
    'one beside a token that is special by a number',
    { normalizer: plant, added_tokens: [{ id: 0, content: '<s>', special: 1 }] },
    before('replaces "strcpy" by "memcpy"'),
  ],
  ['a later one', { pre_tokenizer: plant }, before('replaces "strcpy" by "memcpy"')],
  [
    'one among other steps',
    { pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'ByteLevel' }, plant] } },
    before('replaces "strcpy" by "memcpy"'),
  ],
  [
    'a pattern that spells letters by their numbers',
    { normalizer: replace({ Regex: '\\u0073\\u0074' }) },
    before('replaces what matches "\\\\u0073\\\\u0074" by ""'),
  ],
  [
    'a pattern of signs of code',
    { normalizer: replace({ Regex: '[*]' }) },
    before('replaces what matches "[*]" by ""'),
  ],
  ['a pattern of digits', { normalizer: replace({ Regex: '0' }) }, before('replaces what matches "0" by ""')],
  [
    'words put before',
    { normalizer: { type: 'Prepend', prepend: 'ret_Val_ ' } },
    before('puts in or takes away "ret_Val_ "'),
  ],
  [
    'nothing put before, which the library spells out',
    { normalizer: { type: 'Prepend' } },
    before('puts in or takes away "undefined"'),
  ],
  [
    'words for white space',
    { pre_tokenizer: { type: 'Metaspace', replacement: '▁', str_rep: ' x ' } },
    before('puts in or takes away " x "'),
  ],
  ['words left out', split({ behavior: 'Removed' }), before('leaves out "x"')],
  [
    'all but words left out',
    split({ invert: true }),
    before('may leave out what does not fit: it keeps "x"'),
  ],
  [
    'words around the code',
    { post_processor: { type: 'RobertaProcessing', cls: ['ret_Val_', 7], sep: ['</s>', 2] } },
    before('puts "ret_Val_" around the code'),
  ],
  [
    'words around the code by a template',
    {
      post_processor: {
        type: 'Sequence',
        processors: [
          { single: [{ SpecialToken: { id: 'ret_Val_', type_id: 0 } }, { Sequence: { id: 'A' } }] },
        ],
      },
    },
    before('puts "ret_Val_" around the code'),
  ],
  [
    'words cut from what is written',
    { decoder: { type: 'Strip', content: 's' } },
    after('puts in or takes away "s"'),
  ],
  [
    'words cut from what is written, by the model',
    { model: { end_of_word_suffix: 'free' } },
    after('puts in or takes away "free"'),
  ],
  ['a word', added('strcpy'), whole('strcpy')],
  ['a word that only looks like one', added('ſtrcpy'), whole('ſtrcpy')],
  ['a word in brackets', added('[MAX]'), whole('[MAX]')],
  ['a type in brackets', added('<String>'), whole('<String>')],
  [
    'a sign with the number of a word',
    { ...words, added_tokens: [{ id: 7, content: '<x>' }] },
    '"ret" and "<x>" are the same token, 7; the file was changed by hand',
  ],
  [
    'two signs with one number',
    { added_tokens: ['<x>', '<y>'].map((content) => ({ id: 7, content })) },
    '"<x>" and "<y>" are the same token, 7; the file was changed by hand',
  ],
  [
    'a sign with the number of a word in a list',
    { model: { vocab: [['ret', -1]] }, ...added('<x>') },
    '"ret" and "<x>" are the same token, 0; the file was changed by hand',
  ],
  [
    'a word that every object has',
    { model: JSON.parse('{"vocab": {"ret": 7, "__proto__": 7}}') },
    '"ret" and "__proto__" are the same token, 7; the file was changed by hand',
  ],
];

const USUAL: readonly [what: string, tokenizer: object][] = [
  ['white space', { normalizer: replace({ Regex: '\\n[ \\t\\n]*\\n| {2,}|(?:\\s)+' }, '\n') }],
  [
    'SentencePiece',
    {
      normalizer: {
        type: 'Sequence',
        normalizers: [
          { type: 'Precompiled', precompiled_charsmap: 'ALQCAACEAAA' },
          { type: 'Prepend', prepend: '▁' },
          replace({ String: ' ' }, '▁'),
        ],
      },
      pre_tokenizer: { type: 'Metaspace', replacement: '▁', add_prefix_space: true, prepend_scheme: 'first' },
      decoder: {
        type: 'Sequence',
        decoders: [
          replace({ String: '▁' }, ' '),
          { type: 'ByteFallback' },
          { type: 'Strip', content: ' ', start: 1, stop: 0 },
        ],
      },
    },
  ],
  [
    'BERT',
    {
      normalizer: { type: 'BertNormalizer', clean_text: true, lowercase: true, strip_accents: null },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: {
        type: 'TemplateProcessing',
        single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
        pair: [{ SpecialToken: { id: '[SEP]', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
      },
      decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    },
  ],
  [
    'GPT',
    { ...split({ behavior: 'Isolated', invert: false }), decoder: { type: 'BPEDecoder', suffix: '</w>' } },
  ],
  [
    'forms of Unicode',
    {
      normalizer: {
        type: 'Sequence',
        normalizers: ['NFKC', 'Lowercase', 'StripAccents'].map((type) => ({ type })),
      },
    },
  ],
  [
    'special tokens',
    added(
      '<s>',
      '</s>',
      '[CLS]',
      '[unused1]',
      '<extra_id_0>',
      '<|endoftext|>',
      '<｜fim▁hole｜>',
      '▁<PRE>',
      '<mask0>',
      '<STR_LIT:utf-8>',
      '|||IP_ADDRESS|||',
    ),
  ],
  ['white space as tokens', added('  ', '\t\t', '▁▁')],
  ['words that are added as what they are', { ...words, added_tokens: [{ id: 2, content: '</s>' }] }],
];

describe('of a tokenizer with', () => {
  it.each(ODD)('%s that is told, once', (_, tokenizer, message) => {
    expect(told(tokenizer)).toEqual([message]);
  });

  it.each(USUAL)('%s nothing is told', (_, tokenizer) => {
    expect(told(tokenizer)).toEqual([]);
  });

  it('many oddities it is told how many', () => {
    expect(told(added(...Array.from({ length: 15 }, (_, n) => `word${n}`))).at(-1)).toBe(
      '5 more of this kind are not shown',
    );
  });
});

describe('a tokenizer is not to be looked into that has', () => {
  it.each<[what: string, tokenizer: object]>([
    ['two texts in a pattern', { normalizer: replace({ String: ' ', Regex: 'strcpy' }) }],
    ['a truth that is a number', split({ invert: 1 })],
    ['a word that is a list', { normalizer: { type: 'Prepend', prepend: ['x'] } }],
    ['an id that is a text', { model: { vocab: { ret: '7' } } }],
    ['an added id that is a text', { added_tokens: [{ id: '7', content: '<x>' }] }],
  ])('%s', (_, tokenizer) => {
    expect(tokenizerSchema.safeParse(tokenizer).success).toBe(false);
  });
});
