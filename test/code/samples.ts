import type { Language } from '../../src/code/language.ts';

interface Sample {
  /** A file and the names of the functions in it. */
  readonly file: string;
  readonly functions: readonly string[];
  /** One function, and what is expected of it. */
  readonly code: string;
  /** Each name with the number of its tokens. */
  readonly identifiers: readonly string[];
  /** First lines of the outermost statements. */
  readonly statements: readonly (string | undefined)[];
  /** Names that can be renamed, with the number of tokens bound to them. */
  readonly renames: readonly (readonly [name: string, places: number])[];
  /** Names that must not be renamed. */
  readonly keeps: readonly string[];
  /** Statements that can go, with what must stand in their place. */
  readonly removes: readonly (readonly [statement: string, instead: string])[];
  /** A statement that must stay. */
  readonly needed: string;
}

const c: Sample = {
  file: '#include <x.h>\nint a;\nstatic int f(int x) { return x; }\n\nchar *g(void)\n{\n  return 0;\n}\n',
  functions: ['f', 'g'],
  code: `static int walk(struct node *top, int depth)
{
    extern int limit;
    int depth_max = limit, i;
    if (depth > depth_max)
        return -1;
    else
        top->depth = depth;
    for (i = 0; i < 2; i++) {
        int left = top->kids[i].left;
        log_it("depth", left);
    }
    while (top->next) top = top->next;
again:
    if (walk(top->child, depth + 1)) goto again;
    switch (depth) { case 1: i++; break; default: i = 0; }
    return i;
}`,
  identifiers: ['walk 2', 'top 7', 'depth 6', 'limit 2', 'depth_max 2', 'i 8', 'left 3'],
  statements: [
    'extern int limit;',
    'int depth_max = limit, i;',
    'if (depth > depth_max)',
    'for (i = 0; i < 2; i++) {',
    'while (top->next) top = top->next;',
    'again:',
    'switch (depth) { case 1: i++; break; default: i = 0; }',
    'return i;',
  ],
  renames: [
    ['walk', 2],
    ['depth', 5],
    ['left', 2],
    ['i', 8],
  ],
  keeps: ['limit'],
  removes: [
    ['log_it("depth", left);', ''],
    ['return -1;', '{}'],
    ['top->depth = depth;', '{}'],
    ['i++;', ''],
    ['i = 0;', '{}'],
  ],
  needed: 'int depth_max',
};

const java: Sample = {
  file: `package a;
class A {
  private int total;
  A(int total) { this.total = total; }
  <T> T pick(java.util.List<T> all) { return all.get(0); }
  class B { void run() { new Thread(() -> { go(); }).start(); } }
}
`,
  functions: ['A', 'pick', 'run'],
  code: `public int count(List<String> names, int... rest) throws IOException {
    int total = 0;
    for (String name : names) {
        if (name == null) continue;
        total += name.length();
    }
    try (Reader reader = open(total)) {
        this.total = total;
        names.forEach(item -> log(item.total, rest));
    } catch (IOException error) {
        throw error;
    }
    outer:
    for (int i = 0; i < total; i++) break outer;
    return total > 9 ? count(names) : total;
}`,
  identifiers: ['count 2', 'names 4', 'rest 2', 'total 9', 'name 3', 'reader 1', 'item 2', 'error 2', 'i 3'],
  statements: [
    'int total = 0;',
    'for (String name : names) {',
    'try (Reader reader = open(total)) {',
    'outer:',
    'return total > 9 ? count(names) : total;',
  ],
  renames: [
    ['total', 7],
    ['count', 2],
    ['item', 2],
    ['error', 2],
  ],
  keeps: [],
  removes: [
    ['total += name.length();', ''],
    ['continue;', '{}'],
    ['throw error;', ''],
    ['break outer;', '{}'],
  ],
  needed: 'int total',
};

const script = (parameter: (name: string, type: string) => string): Sample => ({
  file: `class A { #n = 1; size() { return this.#n; } pick = (a) => a; }
const twice = (x) => x + x;
export function plain() { function inner() {} }
thing.run = function () {};
const table = { go() {}, stop: function () {} };
`,
  functions: ['size', 'pick', 'twice', 'plain', 'run', 'go', 'stop'],
  code: `function load(${parameter('path', 'string')}, {size, mode: kind = 1}, ...rest) {
  const seen = {path, size: kind};
  for (const item of rest) { if (item) continue; else note(item.size); }
  for (var key in seen) seen[key]++;
  let [first, last] = rest;
  try { first = \`\${path}/\${last}\`; } catch (error) { throw error; }
  const again = (value) => load(value, seen);
  function helper(x) { return x + size; }
  if (first) return helper(again);
  switch (kind) { case 1: first = 2; break; default: last(); }
  return key;
}`,
  identifiers: [
    'load 2',
    'path 3',
    'size 4',
    'kind 3',
    'rest 3',
    'seen 4',
    'item 3',
    'key 3',
    'first 4',
    'last 3',
    'error 2',
    'again 2',
    'value 2',
    'helper 2',
    'x 2',
  ],
  statements: [
    'const seen = {path, size: kind};',
    'for (const item of rest) { if (item) continue; else note(item.size); }',
    'for (var key in seen) seen[key]++;',
    'let [first, last] = rest;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
    'try { first = `${path}/${last}`; } catch (error) { throw error; }',
    'const again = (value) => load(value, seen);',
    'function helper(x) { return x + size; }',
    'if (first) return helper(again);',
    'switch (kind) { case 1: first = 2; break; default: last(); }',
    'return key;',
  ],
  renames: [
    ['path', 3],
    ['size', 2],
    ['key', 3],
    ['load', 2],
    ['helper', 2],
    ['value', 2],
  ],
  keeps: [],
  removes: [
    ['continue;', '{}'],
    ['note(item.size);', '{}'],
    ['first = 2;', ''],
    ['throw error;', ''],
  ],
  needed: 'const seen',
});

const javascript = script((name) => name);
const typed = script((name, type) => `${name}: ${type}`);

export const SAMPLES: Readonly<Record<Language, Sample>> = {
  c,
  cpp: {
    file: `namespace n {
template <class T> T least(const T &a, const T &b) { return b < a ? b : a; }
class A { int get() const { return x; } ~A() {} bool operator<(const A &o) const { return x < o.x; } int x; };
}
void n::A::put(int v) { x = v; }
`,
    functions: ['least', 'get', '~A', 'operator<', 'put'],
    code: `int Pool::take(const Key &key, std::vector<int> &&left, int tries = 2) {
    auto [slot, fresh] = find(key);
    for (auto &one : left) sum += one;
    if (Item *item = slot->item) { item->key = key; }
    auto test = [&, k = tries](int x) { return x + k; };
    try { grow(); } catch (const Error &error) { this->tries = error.code(); }
    std::string text{"key"};
    return take(key, std::move(left), test(fresh));
}`,
    identifiers: [
      'take 2',
      'key 5',
      'left 3',
      'tries 3',
      'slot 2',
      'fresh 2',
      'one 2',
      'item 3',
      'test 2',
      'k 2',
      'x 2',
      'error 2',
      'text 1',
    ],
    statements: [
      'auto [slot, fresh] = find(key);',
      'for (auto &one : left) sum += one;',
      'if (Item *item = slot->item) { item->key = key; }',
      'auto test = [&, k = tries](int x) { return x + k; };',
      'try { grow(); } catch (const Error &error) { this->tries = error.code(); }',
      'std::string text{"key"};',
      'return take(key, std::move(left), test(fresh));',
    ],
    renames: [
      ['key', 4],
      ['tries', 2],
      ['item', 2],
      ['k', 2],
      ['slot', 2],
    ],
    keeps: [],
    removes: [
      ['sum += one;', '{}'],
      ['grow();', ''],
      ['std::string text', ''],
    ],
    needed: 'auto [slot, fresh]',
  },
  java,
  python: {
    file: `import os

class A:
    @property
    def size(self):
        return 1

    async def go(self, n):
        pass

double = lambda x: x + x

def plain():
    def inner():
        pass
`,
    functions: ['size', 'go', 'double', 'plain'],
    code: `def load(path, *parts, size: int = 2, **options):
    import os
    global seen
    first, (second, *more) = parts
    for index, part in enumerate(parts):
        if index > size:
            continue
        else:
            log(part.size, size=size)
    with open(path) as handle:
        try:
            text = f"{path} {second}"
        except (OSError, ValueError) as error:
            raise
    lengths = [len(word) for word in more if word]
    if (found := lookup(text)) is None: return [first, lengths, handle]
    def inner(value):
        nonlocal text
        return load(value)
    return inner(found), os, seen, f"{second=}"`,
    identifiers: [
      'load 2',
      'path 3',
      'parts 3',
      'size 5',
      'options 1',
      'os 2',
      'seen 2',
      'first 2',
      'second 3',
      'more 2',
      'index 2',
      'part 2',
      'handle 2',
      'text 3',
      'error 1',
      'lengths 2',
      'word 3',
      'found 2',
      'inner 2',
      'value 2',
    ],
    statements: [
      'import os',
      'global seen',
      'first, (second, *more) = parts',
      'for index, part in enumerate(parts):',
      'with open(path) as handle:',
      'lengths = [len(word) for word in more if word]',
      'if (found := lookup(text)) is None: return [first, lengths, handle]',
      'def inner(value):',
      'return inner(found), os, seen, f"{second=}"',
    ],
    renames: [
      ['path', 3],
      ['text', 3],
      ['word', 3],
      ['part', 2],
      ['load', 2],
    ],
    keeps: ['os', 'seen', 'second', 'size'],
    removes: [
      ['continue', 'pass'],
      ['log(part.size', 'pass'],
      ['nonlocal text', ''],
      ['raise', 'pass'],
    ],
    needed: 'lengths =',
  },
  javascript,
  typescript: typed,
  tsx: typed,
  go: {
    file: `package p

func plain(a int) int { return a }

func (t *Tree) Walk(f func(int)) { f(1) }
`,
    functions: ['plain', 'Walk'],
    code: `func (t *Tree) Load(path string, parts ...int) (n int, err error) {
	file, err := open(path)
	if err != nil {
		return 0, err
	}
	for index, part := range parts {
		n += part * index
	}
	if size, ok := t.sizes[path]; ok {
		n = size
	}
	go func(value int) { file.path(value) }(n)
	node := Node{path: path, n: n}
	switch kind := node.value.(type) {
	case int:
		n = kind
	}
outer:
	for {
		break outer
	}
	return n, nil
}`,
    identifiers: [
      't 2',
      'Load 1',
      'path 6',
      'parts 2',
      'n 8',
      'err 4',
      'file 2',
      'index 2',
      'part 2',
      'size 2',
      'ok 2',
      'value 3',
      'node 2',
      'kind 2',
    ],
    statements: [
      'file, err := open(path)',
      'if err != nil {',
      'for index, part := range parts {',
      'if size, ok := t.sizes[path]; ok {',
      'go func(value int) { file.path(value) }(n)',
      'node := Node{path: path, n: n}',
      'switch kind := node.value.(type) {',
      'outer:',
      'return n, nil',
    ],
    renames: [
      ['path', 4],
      ['n', 7],
      ['value', 2],
      ['kind', 2],
      ['err', 4],
    ],
    keeps: [],
    removes: [
      ['n = size', ''],
      ['return 0, err', ''],
      ['break outer', ''],
    ],
    needed: 'file, err',
  },
  csharp: {
    file: `using System;
class A {
  A(int x) { }
  int Size() => 1;
  async Task Go<T>(T t) { void Inner() { } }
}
`,
    functions: ['A', 'Size', 'Go'],
    code: `public int Load(string path, params int[] parts) {
    var size = parts.Length;
    foreach (var part in parts) { if (part > size) continue; else Log(part.size); }
    using (var file = Open(path)) { this.size = size; }
    if (cache.TryGet(path, out var found) && found is Item item) return item.path;
    Func<int, int> twice = value => value + value;
    try { size = twice(size); } catch (IOException error) { throw error; }
    var pair = new { parts, first = found };
    switch (size) { case 1: size = 2; break; }
    return Load(path: "a", parts);
}`,
    identifiers: [
      'Load 2',
      'path 5',
      'parts 5',
      'size 9',
      'part 3',
      'file 1',
      'found 3',
      'item 2',
      'twice 2',
      'value 3',
      'error 2',
      'pair 1',
    ],
    statements: [
      'var size = parts.Length;',
      'foreach (var part in parts) { if (part > size) continue; else Log(part.size); }',
      'using (var file = Open(path)) { this.size = size; }',
      'if (cache.TryGet(path, out var found) && found is Item item) return item.path;',
      'Func<int, int> twice = value => value + value;',
      'try { size = twice(size); } catch (IOException error) { throw error; }',
      'var pair = new { parts, first = found };',
      'switch (size) { case 1: size = 2; break; }',
      'return Load(path: "a", parts);',
    ],
    renames: [
      ['size', 7],
      ['value', 3],
      ['part', 3],
      ['error', 2],
      ['Load', 2],
    ],
    keeps: ['path', 'parts'],
    removes: [
      ['continue;', '{}'],
      ['size = 2;', ''],
      ['var pair', ''],
    ],
    needed: 'var size',
  },
  php: {
    file: `<?php
class A { public function size(): int { return 1; } }
function plain($a) { return $a; }
`,
    functions: ['size', 'plain'],
    code: `public function load(string $path, array ...$parts): int
{
    $size = count($parts);
    foreach ($parts as $key => $part) {
        if ($key) continue; else echo "$part of {$part->size}";
    }
    [$first, $last] = $parts;
    $test = function ($value) use ($size, &$first) { return $value + $size; };
    try { $this->size = $test($last); } catch (Error $error) { throw $error; }
    global $cache;
    $both = compact('last');
    return $this->load($path, ...$both) + strlen($cache);
}`,
    identifiers: [
      'load 2',
      'path 2',
      'parts 4',
      'size 5',
      'key 2',
      'part 3',
      'first 2',
      'last 2',
      'test 2',
      'value 2',
      'error 2',
      'cache 2',
      'both 2',
    ],
    statements: [
      '$size = count($parts);',
      'foreach ($parts as $key => $part) {',
      '[$first, $last] = $parts;',
      '$test = function ($value) use ($size, &$first) { return $value + $size; };',
      'try { $this->size = $test($last); } catch (Error $error) { throw $error; }',
      'global $cache;',
      "$both = compact('last');",
      'return $this->load($path, ...$both) + strlen($cache);',
    ],
    renames: [
      ['path', 2],
      ['size', 3],
      ['first', 2],
      ['part', 3],
      ['load', 2],
    ],
    keeps: ['last', 'cache'],
    removes: [
      ['continue;', '{}'],
      ['throw $error;', ''],
    ],
    needed: '$size =',
  },
  ruby: {
    file: `class A
  def size = 1

  def self.make(x)
    new(x)
  end
end

def plain(a)
  a
end
`,
    functions: ['size', 'make', 'plain'],
    code: `def load(path, size = 2, *parts, mode: 1, &block)
  total = parts.length
  parts.each do |part|
    next if part.size > size
    total += part
  end
  first, (second, *more) = parts
  if total > 3 then more = [] else first = 1 end
  begin
    @size = "#{path} #{second}"
  rescue IOError => error
    raise error
  end
  hash = { path: path, first:, mode: mode }
  load(hash, more)
end`,
    identifiers: [
      'load 2',
      'path 4',
      'size 3',
      'parts 4',
      'mode 3',
      'block 1',
      'total 3',
      'part 3',
      'first 3',
      'second 2',
      'more 3',
      'error 2',
      'hash 2',
    ],
    statements: [
      'total = parts.length',
      'parts.each do |part|',
      'first, (second, *more) = parts',
      'if total > 3 then more = [] else first = 1 end',
      'begin',
      'hash = { path: path, first:, mode: mode }',
      'load(hash, more)',
    ],
    renames: [
      ['path', 3],
      ['size', 2],
      ['part', 3],
      ['total', 3],
      ['load', 2],
    ],
    keeps: ['mode', 'first'],
    removes: [
      ['next if', ''],
      ['first = 1', ''],
      ['raise error', ''],
    ],
    needed: 'hash =',
  },
  rust: {
    file: `struct A;
impl A {
    fn size(&self) -> u8 { 1 }
}
pub async fn plain<T: X>(t: T) -> T { fn inner() {} t }
`,
    functions: ['size', 'plain'],
    code: `fn load(path: &str, (low, high): (u8, u8), point: Point) -> u8 {
    let size = low;
    let mut total: u8 = size + high;
    let Point { x, y: depth, .. } = point;
    if let Some(found) = lookup(path) { total += found.size; } else { return 1; }
    for index in 0..3 { println!("{} {total}", index); }
    match depth { Some(inner) if inner > 1 => { note(inner); } None => {} other => drop(other) }
    let twice = |value: u8| value + value;
    let again = Point { x, y: 2 };
    loop { break; }
    load(path, (twice(size), 2), again)
}`,
    identifiers: [
      'load 2',
      'path 3',
      'low 2',
      'high 2',
      'point 2',
      'size 4',
      'total 2',
      'x 2',
      'depth 2',
      'found 2',
      'index 2',
      'inner 3',
      'other 2',
      'twice 2',
      'value 3',
      'again 2',
    ],
    statements: [
      'let size = low;',
      'let mut total: u8 = size + high;',
      'let Point { x, y: depth, .. } = point;',
      'if let Some(found) = lookup(path) { total += found.size; } else { return 1; }',
      'for index in 0..3 { println!("{} {total}", index); }',
      'match depth { Some(inner) if inner > 1 => { note(inner); } None => {} other => drop(other) }',
      'let twice = |value: u8| value + value;',
      'let again = Point { x, y: 2 };',
      'loop { break; }',
      'load(path, (twice(size), 2), again)',
    ],
    renames: [
      ['size', 3],
      ['x', 2],
      ['inner', 3],
      ['value', 3],
      ['index', 2],
      ['load', 2],
    ],
    keeps: ['total'],
    removes: [
      ['break;', ''],
      ['note(inner);', ''],
      ['total += found.size;', ''],
    ],
    needed: 'let size',
  },
};
