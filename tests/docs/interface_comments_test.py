"""Every type and function that a public header declares has a comment: `///` above it, or `///<` behind it on its line.

Held are namespace scope's classes, structs, enums, aliases, constants and functions. Members are exempt, where a name in
full, a unit behind it and the comment of the type say what they are; so are operators, repeated declarations
of a name (overloads share the first one's comment) and constants named ..._names beside the list they name. Aliases and
constants that stand together, and what is alone in a namespace, share the comment above them.
"""
import os
import re
import sys
import unittest

ROOT = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else os.getcwd()
KIND = re.compile(r"(?:template <.*?>\s*)?(?:(?:class|struct|enum(?: class)?)\s+(?P<type>\w+)\b(?![^{;]*\()"
                  r"|using\s+(?P<alias>\w+)\s*=|(?:inline )?constexpr [^(;]*?\b(?P<constant>\w+)(?:\s*=|\s*\{)"
                  r"|(?P<function>[^(;={]*?)\b(?P<name>operator[^\w(]*|\w+)\s*\()", re.S)


def declarations(text):
    """(line number, name, commented) of what stands at namespace scope."""
    lines = text.splitlines()
    depth, begin, found, inside, opened = 0, None, [], False, False
    for number, line in enumerate(lines):
        code = re.sub(r"//.*", "", re.sub(r'"(?:\\.|[^"\\])*"', '""', line))
        if line.startswith("namespace"):
            inside, opened = True, False
            continue
        if inside and not opened:
            opened = line == "{"
            continue
        if not inside or depth == 0 and line.startswith(("#", "//", "}")):
            continue
        if depth == 0 and begin is None and code.strip():
            begin = number
        depth += code.count("{") + code.count("(") - code.count("}") - code.count(")")
        if depth == 0 and (code.rstrip().endswith((";", "}"))) and begin is not None:
            found.append((begin, "\n".join(lines[begin:number + 1])))
            begin = None
    for at, declaration in found:
        match = KIND.match(re.sub(r"//.*", "", declaration))
        if match is None or declaration.startswith(("template <>", "extern template", "static_assert", "friend")):
            continue
        name = match["type"] or match["alias"] or match["constant"] or match["name"]
        if re.match(r"(?:class|struct|enum class|enum)\s+\w+(?:\s*:\s*[\w:]+)?;", declaration) or (match["name"] or "").startswith("operator"):
            continue  # a type named before it is declared; an operator
        above = at - 1
        while above > 0 and (lines[above] == "{" or lines[above].startswith("namespace")
                             or (match["alias"] or match["constant"]) and lines[above].startswith(("using ", "inline constexpr "))):
            above -= 1
        behind = declaration.splitlines()[-1 if match["type"] is None else 0]
        yield at + 1, name, lines[above].startswith("///") or "///<" in behind


def uncommented(text):
    seen = set()
    for number, name, commented in declarations(text):
        if not commented and name not in seen and not name.endswith("_names"):
            yield number, name
        seen.add(name)


class InterfaceComments(unittest.TestCase):
    def test_all_that_headers_declare_is_commented(self):
        missing, held = [], 0
        for folder, _, names in os.walk(os.path.join(ROOT, "include/mutualise")):
            for name in sorted(names):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    text = file.read()
                self.assertTrue(text.startswith("/// \\file "), path)
                held += sum(1 for _ in declarations(text))
                missing += [f"{os.path.relpath(path, ROOT)}:{number}: {what}" for number, what in uncommented(text)]
        self.assertEqual(missing, [], "\n".join(missing))
        self.assertGreater(held, 500)

    def test_what_has_no_comment_is_found(self):
        text = "namespace mutualise\n{\n\nstruct A {\n    int a = 0;\n};\n\n/// Said.\nint said();\n\nint unsaid(int a,\n           int b);\n\n" \
               "enum class E { a };\n\nusing B = A; ///< said\n\ninline constexpr int c = 3;\n\ntemplate <class T>\nclass C\n{\n};\n\n}\n"
        self.assertEqual([name for _, name in uncommented(text)], ["A", "unsaid", "E", "c", "C"])


if __name__ == "__main__":
    unittest.main()
