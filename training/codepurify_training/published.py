"""CodePurify's detection as its authors' script runs it on C functions: the truth that src/lab/baseline/published is compared with.

    pip install tree-sitter==0.26.1 tree-sitter-c==0.24.2
    python -m codepurify_training.published --model FOLDER < functions.jsonl > measured.jsonl

Reads rows with `func`, and writes a row for each as soon as it is done: `elements` (kind, text, score) by kind and text,
`entropy` (null where it is no number), and whether that is `poisoned` at --threshold; with --time the seconds it took. FOLDER
holds a victim as an ONNX file or as a PyTorch checkpoint. What is filled in for the trigger afterwards is not part of this.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import tree_sitter_c
from tree_sitter import Language, Node, Parser
from transformers import AutoTokenizer, PreTrainedTokenizerFast

PARSER = Parser(Language(tree_sitter_c.language()))

KEYWORDS = """auto break case char const continue default do double else enum extern float for goto if inline int long register
    restrict return short signed sizeof static struct switch typedef union unsigned void volatile while""".split()
NEVER_WORDS = KEYWORDS + "_Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert _Thread_local __func__".split()
LIBRARY = """
    NULL _IOFBF _IOLBF BUFSIZ EOF FOPEN_MAX TMP_MAX FILENAME_MAX L_tmpnam SEEK_CUR SEEK_END SEEK_SET EXIT_FAILURE EXIT_SUCCESS
    RAND_MAX MB_CUR_MAX main size_t FILE fpos_t stdio cstdio stdin stdout stderr remove rename tmpfile tmpnam fclose fflush fopen
    freopen setbuf setvbuf fprintf fscanf printf scanf snprintf sprintf sscanf vprintf vscanf vsnprintf vsprintf vsscanf fgetc fgets
    fputc getc getchar putc putchar puts ungetc fread fwrite fgetpos fseek fsetpos ftell rewind clearerr feof ferror perror cstdlib
    div_t ldiv_t lldiv_t atof atoi atol atoll strtod strtof strtold strtol strtoll strtoul strtoull rand srand aligned_alloc calloc
    malloc realloc free abort atexit exit at_quick_exit _Exit getenv quick_exit system bsearch qsort abs labs llabs div ldiv lldiv
    mblen mbtowc wctomb mbstowcs wcstombs string cstring memcpy memmove memchr memcmp memset strcat strncat strchr strrchr strcmp
    strncmp strcoll strcpy strncpy strerror strlen strspn strcspn strpbrk strstr strtok strxfrm memccpy mempcpy strcat_s strcpy_s
    strdup strerror_r strlcat strlcpy strsignal strtok_r iostream istream ostream fstream sstream iomanip iosfwd ios wios streamoff
    streampos wstreampos streamsize cout cerr clog cin boolalpha noboolalpha skipws noskipws showbase noshowbase showpoint
    noshowpoint showpos noshowpos unitbuf nounitbuf uppercase nouppercase left right internal dec oct hex fixed scientific hexfloat
    defaultfloat width fill precision endl ends flush ws sin cos tan asin acos atan atan2 sinh cosh tanh exp sqrt log log10 pow powf
    ceil floor fabs cabs frexp ldexp modf fmod hypot poly matherr
    """.split()
NO_NAMES = {*NEVER_WORDS, *LIBRARY}

COMMENT_OR_LITERAL = re.compile(r"""//[^\n]*|/\*[\s\S]*?\*/|'(?:\\[\s\S]|[^\\'])*'|"(?:\\[\s\S]|[^\\"])*\"""")

Element = tuple[str, str]  # kind and text
Probability = Callable[[list[list[int]]], np.ndarray]


def parse(code: str) -> Node:
    return PARSER.parse(code.encode()).root_node


def without_comments(code: str) -> str:
    return COMMENT_OR_LITERAL.sub(lambda match: " " if match[0][0] == "/" else match[0], code)


def leaves(node: Node | None) -> Iterator[str]:
    """Leaf tokens that are no keyword and no punctuation."""
    if node is None:
        return
    if not node.children:
        if node.is_named and node.type != "comment":
            yield node.text.decode()
    for child in node.children:
        yield from leaves(child)


def declared(node: Node) -> Iterator[str]:
    """The names that its data flow starts from: plain declarations, pointers and arrays, parameters, and all that is in a ++ or --.
    Assignments are passed over, and so is what a declaration initialises, unless that is a pointer or an array.
    """
    parent = node.parent.type if node.parent else ""
    if node.type == "assignment_expression":
        return
    if node.type == "identifier" and parent == "declaration":
        yield node.text.decode()
    elif node.type == "update_expression":
        yield from leaves(node)
    elif node.type == "parameter_declaration":
        inner: Node | None = node.child_by_field_name("declarator")
        while inner is not None and inner.type != "identifier":
            parenthesised = inner.type == "parenthesized_declarator"
            inner = inner.children[1] if parenthesised else inner.child_by_field_name("declarator")
        if inner is not None:
            yield inner.text.decode()
    elif node.type in ("pointer_declarator", "array_declarator") and parent != "function_definition":
        yield from leaves(node.child_by_field_name("declarator"))
    else:
        if node.type in ("pointer_declarator", "array_declarator"):
            while (deeper := node.child_by_field_name("declarator")) is not None and deeper.type == "pointer_declarator":
                node = deeper
        for child in node.children:
            yield from declared(child)


def first_word(code: str) -> str | None:
    """What it takes for the function's name: the first word that is no keyword of C, whatever that is."""
    bare = COMMENT_OR_LITERAL.sub(" ", code)
    words = (word for word in re.findall(r"(?<![\w])[A-Za-z_]\w*", bare) if word not in KEYWORDS)
    return next(words, None)


def names(code: str) -> set[str]:
    bare = without_comments(code.replace("\\n", "\n"))  # also within a string, which that breaks
    root = parse("\n".join(line for line in bare.split("\n") if line.strip()))
    found = {name for name in declared(root) if name.isidentifier() and name not in NO_NAMES}
    return found | ({first} if (first := first_word(code)) else set())


def statements(code: str) -> set[str]:
    """What stands directly in the body, each as a whole; and what stands outside of any function where code is broken."""
    found: list[Node] = []
    for node in parse(code).children:
        if node.type == "function_definition":
            found += [each for child in node.children if child.type == "compound_statement" for each in child.children]
        elif node.type in ("compound_statement", "ERROR"):
            found += node.children
        elif node.type == "declaration" or "_statement" in node.type:
            found.append(node)
    texts = {node.text.decode() for node in found if node.type not in ("{", "}", "comment")}
    return {text for text in texts if text.strip()}


def variants(code: str) -> Iterator[tuple[Element, str]]:
    for name in sorted(names(code)):
        yield ("identifier", name), re.sub(rf"\b{name}\b", "<unk>", code)
    for text in sorted(statements(code)):
        yield ("statement", text), code.replace(text, "<unk>")


def entropy(scores: list[float]) -> float:
    """Not a number where a score is 0: nothing is done about 0 · ln 0."""
    with np.errstate(all="ignore"):
        shares = np.array(scores) / np.sum(scores)
        return float(-np.sum(shares * np.log(shares)))


def measure(code: str, tokenizer: PreTrainedTokenizerFast, window: int, probability: Probability, threshold: float) -> dict:
    code = code.strip()
    room = window - 2

    def tokens(text: str, most: int = room) -> list[int]:
        return tokenizer(text, add_special_tokens=False, verbose=False).input_ids[:most]

    inputs = [tokens(code)]
    elements: list[Element] = []
    for element, text in variants(code):
        ids = tokens(text)
        if tokenizer.unk_token_id in ids[: room - 2 if element[0] == "identifier" else room]:
            elements.append(element)
            inputs.append(ids)
    framed = [[tokenizer.cls_token_id, *ids, tokenizer.sep_token_id] for ids in inputs]
    plain, *others = probability(framed)
    scores = [abs(float(other - plain)) for other in others]
    spread = entropy(scores)
    poisoned = not spread > threshold
    if not poisoned:
        probability(framed[:1])  # the answer that is given in the end is asked for once more
    return {
        "elements": [{"kind": kind, "text": text, "score": score} for (kind, text), score in zip(elements, scores, strict=True)],
        "entropy": None if math.isnan(spread) else spread,
        "poisoned": poisoned,
    }


def padded(rows: list[list[int]], pad: int) -> tuple[np.ndarray, np.ndarray]:
    ids = np.full((len(rows), max(map(len, rows))), pad, dtype=np.int64)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
    return ids, (ids != pad).astype(np.int64)


def victim(folder: Path, pad: int) -> Probability:
    """The probability of the second label of each row, all rows of a function in one batch."""

    def second(logits: np.ndarray) -> np.ndarray:
        if logits.shape[1] == 1:
            logits = np.concatenate([np.zeros_like(logits), logits], axis=1)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return (powers / powers.sum(axis=1, keepdims=True))[:, 1]

    if (folder / "model.onnx").exists():
        import onnxruntime

        session = onnxruntime.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])

        def by_onnx(rows: list[list[int]]) -> np.ndarray:
            ids, mask = padded(rows, pad)
            return second(session.run(None, {"input_ids": ids, "attention_mask": mask})[0])

        return by_onnx

    import torch
    from transformers import RobertaForSequenceClassification

    model = RobertaForSequenceClassification.from_pretrained(folder).eval()

    @torch.inference_mode()
    def by_torch(rows: list[list[int]]) -> np.ndarray:
        ids, mask = map(torch.from_numpy, padded(rows, pad))
        return second(model(ids, mask).logits.numpy())

    return by_torch


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", type=Path, required=True)
    arguments.add_argument("--threshold", type=float, default=0.1)
    arguments.add_argument("--time", action="store_true")
    options = arguments.parse_args()
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    probability = victim(options.model, tokenizer.pad_token_id)
    for line in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        code = json.loads(line)["func"]
        found = measure(code, tokenizer, tokenizer.model_max_length, probability, options.threshold)
        took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        print(json.dumps(found | took if options.time else {"func": code} | found), flush=True)


if __name__ == "__main__":
    main()
