"""Where a source may be mutated, and how: found in the text, without a compiler. Used by mutants.py.

What is no C++ expression after all (a template's bracket, say) does not compile and is no mutant.
"""
import collections
import hashlib
import itertools
import random
import re

Point = collections.namedtuple("Point", "id path operator start end replacement")

# The sources whose arithmetic the tests vouch for: the ten processes with the procurement round, and all of analysis/ but
# texts, tables and files of answers: what those read and print is tested, but nothing there decides a number.
NO_ARITHMETIC = re.compile(r"(?!state_table).*_(?:file|json|report|result|table|text|units)|chart|foreign_sample|outcome|story")


def sources(root):
    """Paths by room."""
    process = sorted(p.relative_to(root).as_posix() for p in (root / "sim/process").iterdir() if p.suffix in (".cpp", ".hpp"))
    analysis = sorted(p.name for p in (root / "analysis").glob("*.cpp") if not NO_ARITHMETIC.fullmatch(p.stem))
    return {"process": process, "analysis": [f"analysis/{name}" for name in analysis]}


HIDDEN = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|^[ \t]*\#[^\n]*
                        |\b(?:static_)?assert\([^;]*;|^[ \t]*template\b[^\n]*|\boperator[^\w\s]+""", re.S | re.M | re.X)


STRUCT = re.compile(r"^ *struct \w+ \{\n.*?^ *\};", re.S | re.M)


def blank(match):
    return re.sub(r"[^\n]", " ", match.group())


def visible(text):
    """The text with everything that is not mutated blanked, offsets kept. A member's first value is no computation."""
    return STRUCT.sub(lambda m: re.sub(r" = [\d.]+(?=[,;])", blank, m.group()), HIDDEN.sub(blank, text))


def end_of_operand(code, start, stops):
    """Where the operand that begins at `start` ends: at a bracket that closes around it, or at one of `stops`."""
    depth = 0
    for i in range(start, len(code)):
        c = code[i]
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        if depth < 0 or (depth == 0 and c in ",;"):
            return i
        if depth == 0 and c in " \n" and re.match(r"\s+(?:%s)\s" % stops, code[i:i + 40]):
            return i
    return len(code)


def closing(code, start):
    """The offset of the bracket that closes the one at `start`."""
    depth = 0
    for i in range(start, len(code)):
        depth += {"(": 1, ")": -1}.get(code[i], 0)
        if depth == 0:
            return i
    return len(code)


def tokens(operator, pattern, replace):
    """A finder that replaces group 1 of each match."""
    def find(code):
        for m in re.finditer(pattern, code, re.M):
            yield operator, m.start(1), m.end(1), replace(m.group(1)) if callable(replace) else replace[m.group(1)]
    return find


def dropped_terms(code):
    lower = r"[<>]=?|[=!]=|&&|\|\||[?:|&^]|<<|>>|[-+*/]?="
    for m in re.finditer(r"\S( ([-+*/])(?=\s))", code):
        stops = lower + (r"|[-+]" if m.group(2) in "-+" else r"|[-+*/%]")
        end = end_of_operand(code, m.end(1) + 1, stops)
        yield "dropped term", m.start(1), end, ""


def conditions(code):
    for m in re.finditer(r"\bif (\()", code):
        end = closing(code, m.start(1)) + 1
        inside = code[m.start(1):end]
        if not re.search(r"[^=!<>]=[^=]", inside): # no declaration
            yield "negated condition", m.start(1), end, lambda inside: f"(!{inside})"


def early_returns(code):
    """Before each statement of a function's own block: it and all that follows is left out."""
    lines = code.splitlines(keepends=True)
    offset = [0]
    for line in lines:
        offset.append(offset[-1] + len(line))
    for n, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if line.strip() != "{" or n == 0 or not re.search(r"\)[\w\s]*$", lines[n - 1].rstrip()):
            continue
        head = n - 1
        while head > 0 and not re.search(r"[;{}]\s*$|^\s*$|:\s*$", lines[head - 1]):
            head -= 1
        nothing = "return;" if re.match(r"\s*(?:static |inline |constexpr )*void ", lines[head]) else "return {};"
        for k in range(n + 1, len(lines)):
            if lines[k].startswith(" " * indent + "}"):
                break
            starts = len(lines[k]) - len(lines[k].lstrip()) == indent + 4 and not re.match(r"\s*(?:else\b|\}|return\b)", lines[k])
            if starts and (k == n + 1 or re.search(r"[;}]\s*$", lines[k - 1])):
                at = offset[k] + indent + 4
                yield "early return", at, at, nothing + " "


def changed_constant(literal):
    if re.fullmatch(r"\d+[uU]?", literal):
        return str(int(literal.rstrip("uU")) + 1) + ("U" if literal[-1] in "uU" else "")
    return "0.1" if float(literal) == 0 else f"({literal} * 1.1)"


def keys(code):
    purposes = sorted(set(re.findall(r"Purpose::\w+", code)))
    for m in re.finditer(r"Purpose::\w+", code):
        other = purposes[(purposes.index(m.group()) + 1) % len(purposes)]
        yield "key word", m.start(), m.end(), other if other != m.group() else "Purpose::test"
    for m in re.finditer(r"\b(?:Stream|Words|uniform|stream_of)(?: \w+)?\((?=[^;]*Purpose::)", code):
        first = m.end()
        stop = closing(code, first - 1)
        arguments, i = [], first
        while i < stop:
            end = end_of_operand(code, i, "NOTHING")
            arguments.append((i, end))
            i = end + 1
        for begin, end in arguments[2:]: # neither the seed nor the purpose
            if not code[begin:end].strip().startswith("Purpose"):
                yield "key word", begin, end, " 0" if code[begin:end].strip() != "0" else " 1"


MONTH = r"\b((?:[\w\]]+(?:\.|->))*(?:row|month|months|month\.value|stage_ends|gives_up|stage_since|awarded|protected_until" \
        r"|closes|ends|opened|opens|term|launched|founded))\b(?!\s*(?:=[^=]|[-+*/]=|\+\+|--|:[^:]|\(|\.|->|\[|::|\w|\{))"
FINDERS = [
    tokens("comparison", r"\s(<=|>=|==|!=|<|>)\s", {"<": "<=", "<=": "<", ">": "<", ">=": ">", "==": "!=", "!=": "=="}),
    dropped_terms,
    tokens("plus for minus", r"[^\s<>=!&|?:*/+-] ([-+]=?)\s", {"+": "-", "-": "+", "+=": "-=", "-=": "+="}),
    tokens("month off by one", r"(?:[(,\[!]|\breturn |\s[-+<>=!&|?:*/]{1,2} )" + MONTH, lambda name: f"({name} + 1)"),
    keys,
    conditions,
    tokens("and for or", r"\s(&&|\|\|)\s", {"&&": "||", "||": "&&"}),
    tokens("least for most", r"\bstd::(?:ranges::)?(min|max)\(", {"min": "max", "max": "min"}),
    tokens("constant", r"(?<![\w.<'])(\d+(?:\.\d*)?(?:e-?\d+)?[uU]?)(?![\w.'])", changed_constant),
    early_returns,
]


def points(root, path):
    """All points of one source, by operator."""
    text = (root / path).read_text()
    code, found = visible(text), collections.defaultdict(list)
    for finder in FINDERS:
        for operator, start, end, replacement in finder(code):
            if callable(replacement): # what is replaced may hold words that are hidden
                replacement = replacement(text[start:end])
            if text[start:end] == replacement:
                continue
            if end > start and code[start:end] != text[start:end] and "\n" in text[start:end]:
                continue # spans a comment
            around = text[max(0, start - 60):end + 60]
            name = hashlib.sha1(f"{path}|{operator}|{start}|{replacement}|{around}".encode()).hexdigest()[:12]
            found[operator].append(Point(name, path, operator, start, end, replacement))
    return found


def in_order(root, paths, seed):
    """All points, the first n of which are spread evenly over sources and operators for every n."""
    luck = random.Random(seed)
    left = {path: points(root, path) for path in paths}
    for by_operator in left.values():
        for some in by_operator.values():
            luck.shuffle(some)
    of_file, of_operator = collections.Counter(), collections.Counter()
    ties = {path: luck.random() for path in paths}
    while any(left.values()):
        path = min((p for p in paths if left[p]), key=lambda p: (of_file[p], ties[p]))
        operator = min(left[path], key=lambda o: (of_operator[o], o))
        yield left[path][operator].pop()
        of_file[path] += 1
        of_operator[operator] += 1
        if not left[path][operator]:
            del left[path][operator]


def applied(text, point):
    return text[:point.start] + point.replacement + text[point.end:]


def place(text, point):
    """Names a mutant wherever its lines have moved to: its source, what it makes of which lines, and two lines on either side."""
    begin, end = text.rfind("\n", 0, point.start) + 1, (text + "\n").index("\n", point.end)
    changed = (text[begin:end].strip(), (text[begin:point.start] + point.replacement + text[point.end:end]).strip())
    above = [line.strip() for line in text[max(0, begin - 2000):begin].splitlines() if line.strip()][-2:]
    below = [line.strip() for line in text[end:end + 2000].splitlines() if line.strip()][:2]
    return hashlib.sha1(repr((point.path, point.operator, changed, above, below)).encode()).hexdigest()[:16]


def places(root, paths):
    """All points by place: most places are one point's alone."""
    found = collections.defaultdict(list)
    for path in paths:
        text = (root / path).read_text()
        for point in itertools.chain(*points(root, path).values()):
            found[place(text, point)].append(point)
    return found
