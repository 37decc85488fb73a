import type { Grammar } from './grammar.ts';
import type { Language } from './language.ts';

const SCRIPT = `null true false this super arguments`;
const SCRIPT_BUILTINS = `undefined eval NaN Infinity enum implements interface package private protected public let
  static await yield async of get set from as globalThis window document console process require module exports
  constructor hasOwnProperty toString toLocaleString valueOf`;

/** Keywords that the grammars take for names or types; none of them is ever a name. */
const KEYWORDS: Readonly<Record<Language, string>> = {
  c: `bool char const double enum extern float inline int long register restrict short signed static struct typedef
    union unsigned void volatile true false nullptr NULL`,
  cpp: `auto bool char char8_t char16_t char32_t wchar_t double float int long short signed unsigned void this nullptr
    true false NULL`,
  java: `_ this super null true false int long short byte char float double boolean void`,
  python: `None True False self cls _`,
  javascript: SCRIPT,
  typescript: SCRIPT,
  tsx: SCRIPT,
  go: `_ nil true false iota`,
  csharp: `_ bool byte char decimal double float int long object sbyte short string uint ulong ushort void null true false
    this base`,
  php: `this self parent static null true false int float bool string iterable object mixed never void`,
  ruby: `self nil true false`,
  rust: `_ self Self super crate true false mut bool char str i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64`,
};

/** Names that can be given, yet would hide or become something else: every object has some of them. */
const BUILTINS: Readonly<Record<Language, string>> = {
  c: `main size_t ssize_t ptrdiff_t intptr_t uintptr_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t
    stdin stdout stderr errno asm typeof alignas alignof auto constexpr static_assert thread_local`,
  cpp: `main override final import module and or not xor bitand bitor compl and_eq or_eq xor_eq not_eq typeid const_cast
    static_cast dynamic_cast reinterpret_cast std size_t export requires concept asm register`,
  java: `var record sealed permits yield const goto strictfp native transient volatile synchronized assert default enum
    instanceof String Object System Math Integer clone equals finalize getClass hashCode notify notifyAll toString wait`,
  python: `super print match case type int str float list dict set tuple bool object len range open input id max min sum
    map filter zip sorted any all iter next exec eval vars locals globals Exception`,
  javascript: SCRIPT_BUILTINS,
  typescript: `${SCRIPT_BUILTINS} any unknown never string number boolean symbol object bigint type declare`,
  tsx: `${SCRIPT_BUILTINS} any unknown never string number boolean symbol object bigint type declare`,
  go: `init main append cap clear close complex copy delete imag len make max min new panic print println real recover any
    bool byte comparable error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64
    uintptr complex64 complex128`,
  csharp: `value var dynamic nameof field record async await yield get set add remove init Console String Math
    Equals Finalize GetHashCode GetType MemberwiseClone ReferenceEquals ToString`,
  php: `resource numeric enum readonly match GLOBALS _GET _POST _SERVER _FILES _COOKIE _SESSION _REQUEST _ENV argc argv`,
  ruby: `puts print p raise require lambda proc loop initialize attr_reader attr_writer attr_accessor private public
    protected binding eval class clone dup freeze hash inspect method methods object_id send tap then to_s`,
  rust: `main abstract become box do final macro override priv typeof unsized virtual try gen async await dyn Some None Ok
    Err Box Vec String`,
};

interface ReservedWords {
  /** Never a name, whatever a grammar makes of it in broken code. */
  readonly keywords: ReadonlySet<string>;
  /** Those, and all that a new name must not be. */
  readonly taken: ReadonlySet<string>;
  /** Those that are no names of ours even where the grammar says so without error. */
  readonly special: ReadonlySet<string>;
}

const known = new WeakMap<Grammar, ReservedWords>();

/** The words of a language that are no free names. Words that are keywords in some places only count as keywords. */
export function reservedWords(grammar: Grammar): ReservedWords {
  let words = known.get(grammar);
  if (words === undefined) {
    const special = new Set(KEYWORDS[grammar.language].split(/\s+/));
    const keywords = grammar.keywords.union(special);
    words = { special, keywords, taken: keywords.union(new Set(BUILTINS[grammar.language].split(/\s+/))) };
    known.set(grammar, words);
  }
  return words;
}
