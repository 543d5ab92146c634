"""The mutants of Rust sources, and sources that hold many of them at once: which one is at work is chosen when the program runs.

A mutant is a small change of an expression or a statement. Both forms are written into the copy of a source, and `crate::mutant::is(N)`
chooses between them, so that one build serves all mutants. What is in tests, constants, patterns, attributes, macros and types has none.
"""

import re
from dataclasses import dataclass

import tree_sitter_rust
from tree_sitter import Language, Parser

PARSER = Parser(Language(tree_sitter_rust.language()))

# The module that goes into the copy, beside the sources with mutants.
MODULE = """//! Chooses the mutant that is at work: the one with the number in `BESLUIT_MUTANT`, or none.

/// True if this mutant is at work.
pub fn is(number: u32) -> bool {
    static CHOSEN: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    let read = || std::env::var("BESLUIT_MUTANT").map_or(0, |number| number.parse().expect("it is a number"));
    *CHOSEN.get_or_init(read) == number
}
"""

OPERATORS = {
    "==": ["!="],
    "!=": ["=="],
    "<": ["<=", ">="],
    "<=": ["<", ">"],
    ">": [">=", "<="],
    ">=": [">", "<"],
    "&&": ["||"],
    "||": ["&&"],
    "+": ["-"],
    "-": ["+"],
}
PAIRS = [
    ("is_some", "is_none"),
    ("is_some_and", "is_none_or"),
    ("any", "all"),
    ("min", "max"),
    ("min_by", "max_by"),
    ("min_by_key", "max_by_key"),
    ("first", "last"),
    ("next", "next_back"),
    ("find", "rfind"),
    ("position", "rposition"),
    ("starts_with", "ends_with"),
    ("yesterday", "tomorrow"),
]
METHODS = {**dict(PAIRS), **{right: left for left, right in PAIRS}}
# Calls that are negated as a whole, and those of which the predicate is, or what they are called on.
NEGATED = {"is_empty", "contains", "contains_key"}
PREDICATES = {"filter", "find", "retain", "position", "is_some_and", "is_none_or", "take_while", "skip_while", "partition"}
ON_TRUTH = {"then", "then_some"}

# What has no mutants in it.
LEFT_OUT = {
    "attribute_item",
    "inner_attribute_item",
    "closure_parameters",
    "const_block",
    "const_item",
    "enum_item",
    "line_comment",
    "macro_definition",
    "macro_invocation",
    "parameters",
    "static_item",
    "struct_item",
    "token_tree",
    "type_arguments",
    "use_declaration",
}
# Fields of nodes that are patterns, types or constants.
NO_CODE = {"pattern", "type", "return_type", "length", "type_parameters"}
WAYS_OUT = {"break_expression", "continue_expression", "return_expression"}
STATEMENTS = {"assignment_expression", "call_expression", "compound_assignment_expr", *WAYS_OUT}


@dataclass(frozen=True)
class Mutant:
    """A change of what stands at a range of a file: edits of parts of it, or, of a statement, its omission."""

    file: str
    start: int
    end: int
    edits: tuple
    is_omission: bool
    line: int
    # The line in which the change begins, before and after it.
    was: str
    becomes: str

    def __str__(self):
        becomes = f"becomes `{self.becomes}`" if self.becomes else "is left out"
        return f"{self.file}:{self.line}: `{self.was}` {becomes}"


def mutants(file, text):
    """Every mutant of a source, in order."""
    found = []
    for node in code(PARSER.parse(text).root_node):
        for whole, edits, is_omission in changes(node):
            begin = min(start for start, _, _ in edits)
            first = text.rfind(b"\n", 0, begin) + 1
            last = text.find(b"\n", begin)
            here = [edit for edit in edits if edit[0] <= last]
            becomes = edited(text, first, max([last] + [end for _, end, _ in here]), here)
            shown = [" ".join(part.decode().split()) for part in (text[first:last], becomes)]
            line = text.count(b"\n", 0, begin) + 1
            found.append(Mutant(file, whole.start_byte, whole.end_byte, tuple(edits), is_omission, line, *shown))
    return found


def test_modules(file, text):
    """How the paths of the files begin that a source has for tests only."""
    names = re.findall(rb"#\[cfg\(test\)\]\s*(?:pub\(\w+\) )?mod (\w+);", text)
    return [f"{file.removesuffix('.rs')}/{name.decode()}{end}" for name in names for end in (".rs", "/")]


def code(node):
    """The nodes of the program itself."""
    yield node
    is_test = False
    for at, child in enumerate(node.children):
        if child.type == "attribute_item":
            is_test = is_test or b"cfg(test)" in child.text or child.text == b"#[test]"
            continue
        if child.type == "line_comment":
            continue
        left_out, is_test = is_test, False
        if left_out or child.type in LEFT_OUT and not is_matches(child):
            continue
        is_code = node.field_name_for_child(at) not in NO_CODE
        if child.type == "match_pattern":
            guard = child.child_by_field_name("condition")
            yield from [] if guard is None else [child, *code(guard)]
        elif is_code and not child.type.endswith("_pattern") and not is_constant(child):
            yield from code(child)


def is_constant(node):
    modifiers = [child.text for child in node.children if child.type == "function_modifiers"]
    return node.type == "function_item" and any(b"const" in text.split() for text in modifiers)


def is_matches(node):
    return node.type == "macro_invocation" and node.child_by_field_name("macro").text == b"matches"


def changes(node):
    """The changes of one node: what is to be wrapped, the edits, and whether they leave out a statement."""
    field = node.child_by_field_name
    match node.type:
        case "binary_expression":
            operator = field("operator")
            for other in OPERATORS.get(operator.text.decode(), []):
                yield node, [put(operator, other)], False
        case "unary_expression" if node.children[0].type == "!":
            yield node, [put(node.children[0], "")], False
        case "if_expression" | "while_expression" | "match_pattern":
            for condition in conditions(field("condition")):
                yield condition, [put(condition, "false")], False
                # A loop without an end says nothing.
                if node.type != "while_expression":
                    yield condition, [put(condition, "true")], False
        case "match_expression":
            arms = [arm.child_by_field_name("pattern") for arm in field("body").children if arm.type == "match_arm"]
            if any(arm.text in (b"true", b"false") for arm in arms):
                yield field("value"), negation(field("value")), False
        case "call_expression" if field("function").type == "field_expression":
            yield from of_call(node, field("function"), field("arguments"))
        case "macro_invocation":
            yield node, negation(node), False
        case "boolean_literal":
            yield node, [put(node, "false" if node.text == b"true" else "true")], False
        case "integer_literal" | "float_literal" if node.parent.type != "field_expression":
            parts = re.fullmatch(r"(\d+)(\.0)?([iuf]\w+)?", node.text.decode())
            if parts:
                number, rest = int(parts[1]), (parts[2] or "") + (parts[3] or "")
                for other in [number + 1, number - 1] if number else [1]:
                    yield node, [put(node, f"{other}{rest}")], False
        case "expression_statement" if node.children[0].type in STATEMENTS and node.children[-1].type == ";":
            # The block after a pattern that does not fit has to leave.
            is_way_out = node.parent.parent.type == "let_declaration" and node.children[0].type in WAYS_OUT
            if not is_way_out:
                yield node, [put(node, "")], True


def of_call(node, function, arguments):
    """The changes of a call of a method."""
    name = function.child_by_field_name("field")
    method = name.text.decode()
    if method in METHODS and (arguments.named_children or method not in ("any", "all")):
        yield node, [put(name, METHODS[method])], False
    if method in NEGATED:
        yield node, negation(node), False
    if method in ON_TRUTH:
        value = function.child_by_field_name("value")
        yield value, negation(value, b"(!(", b"))"), False
    if method in PREDICATES and arguments.named_children:
        predicate = arguments.named_children[0]
        if predicate.type == "closure_expression":
            body = predicate.child_by_field_name("body")
            yield body, negation(body), False
        elif predicate.type == "identifier" and len(arguments.named_children) == 1:
            yield predicate, [put(predicate, f"|one| !{predicate.text.decode()}(one)")], False


def conditions(condition):
    """The parts of a condition that are no patterns."""
    match condition and condition.type:
        case None | "let_condition":
            return []
        case "let_chain":
            return [part for child in condition.named_children for part in conditions(child)]
        case _:
            return [condition]


def put(node, text):
    return (node.start_byte, node.end_byte, text.encode())


def negation(node, left=b"!(", right=b")"):
    return [(node.start_byte, node.start_byte, left), (node.end_byte, node.end_byte, right)]


def edited(text, start, end, edits):
    """A range of a text after edits in it."""
    parts = []
    for begin, until, new in sorted(edits):
        parts += [text[start:begin], new]
        start = until
    return b"".join([*parts, text[start:end]])


def schemata(text, numbered):
    """A source with mutants in it, each by its number."""
    by_range = {}
    for number, mutant in numbered:
        by_range.setdefault((mutant.start, -mutant.end), []).append((number, mutant))
    return inside(text, 0, len(text), sorted(by_range.items()))


def inside(text, start, end, ranges):
    """A range of a source with the mutants in it, the outer ones before the inner ones."""
    parts = []
    while ranges:
        ((begin, until), here), ranges = ranges[0], ranges[1:]
        within = [one for one in ranges if -one[0][1] <= -until]
        ranges = ranges[len(within) :]
        parts += [text[start:begin], wrapped(text, here, inside(text, begin, -until, within))]
        start = -until
    return b"".join([*parts, text[start:end]])


def wrapped(text, here, original):
    """The forms of one range, between marks by which what does not compile is found."""
    numbers = "".join(f"{number}," for number, _ in here).encode()
    form = lambda mutant: edited(text, mutant.start, mutant.end, mutant.edits)
    if here[0][1].is_omission:
        chosen = b"if !crate::mutant::is(%d) { %s }" % (here[0][0], original)
    elif form(here[0][1]).startswith(b"|one| !"):
        # No two closures have the same type.
        chosen = b"|one| crate::mutant::is(%d) != %s(one)" % (here[0][0], original)
    else:
        forms = [b"if crate::mutant::is(%d) { %s } else " % (number, form(mutant)) for number, mutant in here]
        chosen = b"(%s{ %s })" % (b"".join(forms), original)
    return b"/*<%s*/ %s /*>%s*/" % (numbers, chosen, numbers)


def numbers_around(source, place):
    """The numbers of the mutants in the innermost marks around a place of a source with mutants in it; else in the nearest ones."""
    marks = [(mark.start(), mark[1], mark[2]) for mark in re.finditer(rb"/\*([<>])([0-9,]+)\*/", source)]
    open_marks = []
    for at, side, numbers in marks:
        if at > place:
            break
        open_marks = open_marks + [numbers] if side == b"<" else open_marks[:-1]
    if not open_marks and marks:
        open_marks = [min(marks, key=lambda mark: abs(mark[0] - place))[2]]
    return [int(number) for numbers in open_marks[-1:] for number in numbers.split(b",") if number]
