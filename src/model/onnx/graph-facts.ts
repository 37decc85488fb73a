import { BYTES, type Field, fieldsOf } from './protobuf.ts';

/** What an ONNX file asks for beside itself. */
export interface GraphFacts {
  /** Other files that weights are read from, each with one more than the last byte that is read of it. */
  readonly external: ReadonlyMap<string, number>;
  /** Operators by their domain, without those that the file itself defines. */
  readonly operators: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The graph of a large language model has some hundred thousand. */
const MOST_FIELDS = 5_000_000;
const DEEPEST = 32;
const LONGEST_NAME = 1024;
const MOST_NAMES = 10_000;

// Fields of the messages of onnx.proto that are read. What is not named here is passed over unread.
const NAMED = {
  model: { graph: [7], trained: [20], function: [25] },
  training: { graph: [1, 2] },
  graph: { node: [1], tensor: [5], sparse: [15] },
  function: { node: [7], attribute: [11], name: [1], domain: [10] },
  node: { attribute: [5], type: [4], domain: [7] },
  attribute: { graph: [6, 11], tensor: [5, 10], sparse: [22, 23] },
  sparse: { tensor: [1, 2] },
  tensor: { entry: [13] },
  entry: { key: [1], value: [2] },
} as const;

/**
 * Which files and operators an ONNX file asks for, wherever in it: in graphs within graphs, in functions, in what it was
 * trained by. Time and memory are bounded, whatever the bytes are.
 *
 * @throws RangeError where it is no such file, or holds too much
 */
export function graphFacts(model: Uint8Array): GraphFacts {
  const external = new Map<string, number>();
  const operators = new Map<string, Set<string>>();
  const defined = new Map<string, Set<string>>();
  let left = MOST_FIELDS;

  for (const field of fields({ bytes: model })) {
    if (is(field, NAMED.model.graph)) graph(field, 0);
    else if (is(field, NAMED.model.function)) definition(field);
    else if (is(field, NAMED.model.trained)) {
      for (const part of fields(field)) if (is(part, NAMED.training.graph)) graph(part, 0);
    }
  }
  for (const [domain, types] of defined) {
    for (const type of types) operators.get(domain)?.delete(type);
    if (operators.get(domain)?.size === 0) operators.delete(domain);
  }
  return { external, operators };

  function graph(at: Message, depth: number): void {
    if (depth > DEEPEST) throw new RangeError('its graphs lie too deep in one another');
    for (const field of fields(at)) {
      if (is(field, NAMED.graph.node)) node(field, depth);
      else if (is(field, NAMED.graph.tensor)) tensor(field);
      else if (is(field, NAMED.graph.sparse)) sparse(field);
    }
  }

  function definition(at: Message): void {
    let [name, domain] = ['', ''];
    for (const field of fields(at)) {
      if (is(field, NAMED.function.node)) node(field, 0);
      else if (is(field, NAMED.function.attribute)) attribute(field, 0);
      else if (is(field, NAMED.function.name)) name = text(field);
      else if (is(field, NAMED.function.domain)) domain = text(field);
    }
    noted(defined, domain, name);
  }

  function node(at: Message, depth: number): void {
    let [type, domain] = ['', ''];
    for (const field of fields(at)) {
      if (is(field, NAMED.node.attribute)) attribute(field, depth);
      else if (is(field, NAMED.node.type)) type = text(field);
      else if (is(field, NAMED.node.domain)) domain = text(field);
    }
    noted(operators, domain, type);
  }

  function attribute(at: Message, depth: number): void {
    for (const field of fields(at)) {
      if (is(field, NAMED.attribute.graph)) graph(field, depth + 1);
      else if (is(field, NAMED.attribute.tensor)) tensor(field);
      else if (is(field, NAMED.attribute.sparse)) sparse(field);
    }
  }

  function sparse(at: Message): void {
    for (const field of fields(at)) if (is(field, NAMED.sparse.tensor)) tensor(field);
  }

  function tensor(at: Message): void {
    const said = new Map<string, string>();
    for (const field of fields(at)) {
      if (!is(field, NAMED.tensor.entry)) continue;
      let [key, value] = ['', ''];
      for (const part of fields(field)) {
        if (is(part, NAMED.entry.key)) key = text(part);
        else if (is(part, NAMED.entry.value)) value = text(part);
      }
      said.set(key, value);
    }
    const location = said.get('location');
    if (location === undefined) return;
    const [offset = '0', length = '0'] = [said.get('offset'), said.get('length')];
    if (![offset, length].every((bytes) => /^\d{1,15}$/.test(bytes))) {
      throw new RangeError('it reads weights from a place that is no number of bytes');
    }
    external.set(location, Math.max(external.get(location) ?? 0, Number(offset) + Number(length)));
    if (external.size > MOST_NAMES) throw new RangeError('it reads weights from too many files');
  }

  function* fields(span: Message): Generator<Field> {
    for (const field of fieldsOf(span.bytes)) {
      if (--left < 0) throw new RangeError(`it holds more than ${MOST_FIELDS.toLocaleString('en')} parts`);
      yield field;
    }
  }

  function text({ bytes }: Message): string {
    if (bytes.length > LONGEST_NAME) throw new RangeError('it holds a name that is too long');
    return Buffer.from(bytes).toString();
  }
}

type Message = Pick<Field, 'bytes'>;

function is({ number, kind }: Field, wanted: readonly number[]): boolean {
  return kind === BYTES && wanted.includes(number);
}

function noted(all: Map<string, Set<string>>, domain: string, type: string): void {
  const known = all.get(domain) ?? new Set();
  all.set(domain, known.add(type));
  if (all.size > MOST_NAMES || known.size > MOST_NAMES) throw new RangeError('it has too many operators');
}
