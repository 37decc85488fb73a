import type { Grammar } from './grammar.ts';
import type { Language } from './language.ts';

/** Words that the grammars take for names or types, yet that no name may have or that mean something by themselves. */
const MORE: Readonly<Record<Language, string>> = {
  c: `auto bool char const double enum extern float inline int long register restrict short signed static struct
    typedef union unsigned void volatile _Bool _Complex _Generic _Atomic NULL true false nullptr main size_t ssize_t
    ptrdiff_t intptr_t uintptr_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t stdin stdout stderr
    errno asm typeof alignas alignof constexpr static_assert thread_local`,
  cpp: `auto bool char char8_t char16_t char32_t wchar_t double float int long short signed unsigned void this nullptr
    true false NULL main override final import module and or not xor bitand bitor compl and_eq or_eq xor_eq not_eq
    typeid const_cast static_cast dynamic_cast reinterpret_cast std size_t export requires concept`,
  java: `_ this super null true false int long short byte char float double boolean void var record sealed permits yield
    const goto strictfp native transient volatile synchronized assert default enum instanceof`,
  python: `None True False self cls super print match case type _ __name__ __file__ int str float list dict set tuple
    bool object len range`,
  javascript: `undefined null true false this super arguments eval NaN Infinity enum implements interface package
    private protected public let static await yield async of get set`,
  typescript: `undefined null true false this super arguments eval NaN Infinity enum implements interface package
    private protected public let static await yield any unknown never string number boolean symbol object bigint`,
  tsx: `undefined null true false this super arguments eval NaN Infinity enum implements interface package private
    protected public let static await yield any unknown never string number boolean symbol object bigint`,
  go: `_ nil true false iota init main append cap clear close complex copy delete imag len make max min new panic print
    println real recover any bool byte comparable error float32 float64 int int8 int16 int32 int64 rune string uint
    uint8 uint16 uint32 uint64 uintptr complex64 complex128`,
  csharp: `bool byte char decimal double float int long object sbyte short string uint ulong ushort void null true false
    this base value var dynamic nameof field record _ async await yield get set add remove init`,
  php: `this self parent static null true false int float bool string iterable object mixed never void resource numeric
    enum readonly match GLOBALS _GET _POST _SERVER _FILES _COOKIE _SESSION _REQUEST _ENV argc argv`,
  ruby: `self nil true false __FILE__ __LINE__ __ENCODING__ __method__ puts print p raise require lambda proc loop
    initialize attr_reader attr_writer attr_accessor private public protected`,
  rust: `self Self super crate true false _ bool char str i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64
    main abstract become box do final macro override priv typeof unsized virtual try gen async await dyn`,
};

const known = new WeakMap<Grammar, ReadonlySet<string>>();

/** Keywords, built-in types and values: never an element of their own and never the new name of one. */
export function reservedWords(grammar: Grammar): ReadonlySet<string> {
  let words = known.get(grammar);
  if (words === undefined) {
    words = new Set([...grammar.keywords, ...MORE[grammar.language].split(/\s+/)]);
    known.set(grammar, words);
  }
  return words;
}
