/** Which words are no names decides what the published code masks: those are its words, not a choice of ours. */
const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

export const KEYWORDS = set(`
  auto break case char const continue default do double else enum extern float for goto if inline int
  long register restrict return short signed sizeof static struct switch typedef union unsigned void
  volatile while
`);

/** Never taken for a name, also where it is one: a `width` or `left` of one's own. */
export const NO_NAMES = KEYWORDS.union(
  set(`
  _Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert _Thread_local
  __func__ NULL _IOFBF _IOLBF BUFSIZ EOF FOPEN_MAX TMP_MAX FILENAME_MAX L_tmpnam SEEK_CUR SEEK_END
  SEEK_SET EXIT_FAILURE EXIT_SUCCESS RAND_MAX MB_CUR_MAX main size_t FILE fpos_t stdio cstdio stdin
  stdout stderr remove rename tmpfile tmpnam fclose fflush fopen freopen setbuf setvbuf fprintf fscanf
  printf scanf snprintf sprintf sscanf vprintf vscanf vsnprintf vsprintf vsscanf fgetc fgets fputc getc
  getchar putc putchar puts ungetc fread fwrite fgetpos fseek fsetpos ftell rewind clearerr feof ferror
  perror cstdlib div_t ldiv_t lldiv_t atof atoi atol atoll strtod strtof strtold strtol strtoll strtoul
  strtoull rand srand aligned_alloc calloc malloc realloc free abort atexit exit at_quick_exit _Exit
  getenv quick_exit system bsearch qsort abs labs llabs div ldiv lldiv mblen mbtowc wctomb mbstowcs
  wcstombs string cstring memcpy memmove memchr memcmp memset strcat strncat strchr strrchr strcmp
  strncmp strcoll strcpy strncpy strerror strlen strspn strcspn strpbrk strstr strtok strxfrm memccpy
  mempcpy strcat_s strcpy_s strdup strerror_r strlcat strlcpy strsignal strtok_r iostream istream ostream
  fstream sstream iomanip iosfwd ios wios streamoff streampos wstreampos streamsize cout cerr clog cin
  boolalpha noboolalpha skipws noskipws showbase noshowbase showpoint noshowpoint showpos noshowpos
  unitbuf nounitbuf uppercase nouppercase left right internal dec oct hex fixed scientific hexfloat
  defaultfloat width fill precision endl ends flush ws sin cos tan asin acos atan atan2 sinh cosh tanh
  exp sqrt log log10 pow powf ceil floor fabs cabs frexp ldexp modf fmod hypot poly matherr
`),
);
