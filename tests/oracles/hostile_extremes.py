"""Very long, very deep and very many: the cases of `hostile_python.py extremes`.

A case is (name, function that makes the source, whether the source is closed: what follows it is
code again, so that facts after it must be found). The names say the sizes at scale 1."""

import os

SCALE = int(os.environ.get("SSOT_EXTREMES_SCALE", "1"))  # for slow builds: a tenth with 10
MANY = 100_000 // SCALE
MILLION = 1_000_000 // SCALE


def nested_blocks(depth):
    return "".join(" " * level + "if x:\n" for level in range(depth)) + " " * depth + "f()"


def nested_functions(depth):
    return "".join(" " * i + ("def f():\n" if i % 2 else "class C:\n") for i in range(depth)) + " " * depth + "f()"


def nested_f_strings(depth):
    return 'x = ' + 'f"{' * depth + "f()" + '}"' * depth


def indentation_storm(count):
    return "".join("if x:\n" + " " * (1 + i % 7) + "if y:\n" + " " * (9 + i % 5) + "f()\n" for i in range(count))


def doubled_constants(steps):
    lines = ['a0 = "ab"'] + [f"a{i} = a{i - 1} + a{i - 1}" for i in range(1, steps)]
    return "import os\n" + "\n".join(lines) + f"\nos.getenv(a{steps - 1})"


def doubled_f_strings(steps):
    lines = ['a0 = "ab"'] + [f'a{i} = f"{{a{i - 1}}}{{a{i - 1}}}"' for i in range(1, steps)]
    return "import os\n" + "\n".join(lines) + f"\nos.getenv(a{steps - 1})"


def doubled_choices(steps):
    lines = ["a0 = x or 'b'"] + [f"a{i} = a{i - 1} if x else a{i - 1} or a{i - 1}" for i in range(1, steps)]
    return "import os\n" + "\n".join(lines) + f"\nos.getenv(a{steps - 1})"


def product_of_loops(loops):
    lines = [" " * i + f"for a{i} in ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']:" for i in range(loops)]
    key = "".join(f"{{a{i}}}" for i in range(loops))
    return "import os\n" + "\n".join(lines) + "\n" + " " * loops + f'os.getenv(f"{key}")'


def aliases(count):
    lines = ["import jwt", "a0 = jwt"] + [f"a{i} = a{i - 1}" for i in range(1, count)]
    return "\n".join(lines) + f"\na{count - 1}.decode(x)"


def class_chain(count):
    lines = ["class C0: pass"] + [f"class C{i}(C{i - 1}): pass" for i in range(1, count)]
    return "\n".join(lines) + f"\nC{count - 1}().method()"


def rebinding(count):
    return "def f():\n" + "".join(f" x = g(x, {i})\n if x: x.h()\n" for i in range(count))


EXTREMES = [
    ("a line of 10 MB: a string", lambda: "x = '" + "a" * 10 * MILLION + "'; f()", True),
    ("a line of 10 MB: names", lambda: "x = " + "a + " * 24 * MANY + "f()", True),
    ("a line of 10 MB: a comment", lambda: "f() # " + "import x; f() " * 7 * MANY, True),
    ("a line of 4 MB: calls", lambda: "x = [" + "f(1), " * 7 * MANY + "]", True),
    ("a million definitions", lambda: "def f():0\n" * MILLION, True),
    ("100,000 distinct definitions", lambda: "".join(f"def f{i}(a): return f{i}(a)\n" for i in range(MANY)), True),
    ("100,000 imports", lambda: "".join(f"import m{i}.n as o{i}\n" for i in range(MANY)), True),
    ("100,000 names of one import", lambda: "from m import (" + "a as b, " * MANY + ")", True),
    ("5 million empty lines", lambda: "\n" * 5 * MILLION, True),
    ("a million comments", lambda: "# x\n" * MILLION, True),
    ("a million semicolons", lambda: "f();" * MILLION, True),
    ("100,000 round brackets", lambda: "x = " + "(" * MANY + ")" * MANY, True),
    ("100,000 square brackets", lambda: "x = " + "[" * MANY + "]" * MANY, True),
    ("100,000 braces", lambda: "x = " + "{" * MANY + "}" * MANY, True),
    ("100,000 nested calls", lambda: "f(" * MANY + ")" * MANY, True),
    ("100,000 calls of calls", lambda: "f" + "()" * MANY, True),
    ("100,000 nested subscripts", lambda: "x[" * MANY + "0" + "]" * MANY, True),
    ("100,000 subscripts", lambda: "x" + "[0]" * MANY, True),
    ("100,000 attributes", lambda: "a" + ".b" * MANY + "()", True),
    ("100,000 method calls", lambda: "a" + ".b()" * MANY, True),
    ("100,000 open brackets", lambda: "x = " + "(" * MANY, False),
    ("100,000 open brackets, a line each", lambda: "x = (\n" * MANY, False),
    ("100,000 closing brackets", lambda: ")" * MANY, True),
    ("100,000 brackets that do not match", lambda: "x = " + "([" * (MANY // 2) + ")]" * (MANY // 2), False),
    ("100,000 lambdas", lambda: "x = " + "lambda: " * MANY + "f()", True),
    ("100,000 lambdas as defaults", lambda: "x = " + "lambda a=" * MANY + "0" + ": 0" * MANY, True),
    ("100,000 nots", lambda: "x = " + "not " * MANY + "f()", True),
    ("100,000 minus signs", lambda: "x = " + "-" * MANY + "f()", True),
    ("100,000 powers", lambda: "x = " + "a ** " * MANY + "f()", True),
    ("100,000 conditions", lambda: "x = " + "a if b else " * MANY + "f()", True),
    ("100,000 nested conditions", lambda: "x = " + "a if " * MANY + "f()" + " else b" * MANY, True),
    ("100,000 ands and ors", lambda: "x = " + "a and b or " * MANY + "f()", True),
    ("100,000 comparisons", lambda: "x = " + "a < b in " * MANY + "f()", True),
    ("100,000 awaits", lambda: "async def g():\n x = " + "await " * MANY + "f()", True),
    ("100,000 assignments", lambda: "x = " * MANY + "f()", True),
    ("100,000 walruses", lambda: "x = " + "(a := " * MANY + "f()" + ")" * MANY, True),
    ("100,000 stars", lambda: "x = " + "*" * MANY + "f()", True),
    ("100,000 loops in a comprehension", lambda: "x = [a " + "for a in b " * MANY + "]", True),
    ("20,000 nested comprehensions", lambda: "x = " + "[a for a in " * (MANY // 5) + "b" + "]" * (MANY // 5), True),
    ("100,000 strings side by side", lambda: "x = (" + "'a' " * MANY + ")", True),
    ("100,000 added strings", lambda: "x = " + "'a' + " * MANY + "'b'", True),
    ("100,000 dictionary entries", lambda: "x = {" + "'a': f(), " * MANY + "}", True),
    ("100,000 keyword arguments", lambda: "f(" + "".join(f"a{i}=1, " for i in range(MANY)) + ")", True),
    ("100,000 parameters", lambda: "def f(" + "".join(f"a{i}=1, " for i in range(MANY)) + "): pass", True),
    ("100,000 global names", lambda: "def f():\n global " + "a, " * MANY + "b", True),
    ("100,000 decorators", lambda: "@f()\n" * MANY + "def g(): pass", True),
    ("100,000 elifs", lambda: "if a: f()\n" + "elif b: g()\n" * MANY, True),
    ("100,000 cases", lambda: "match a:\n" + " case f(b): g()\n" * MANY, True),
    ("100,000 excepts", lambda: "try: f()\n" + "except a: g()\n" * MANY, True),
    ("100,000 unfinished tries", lambda: "try:\n" * MANY, False),
    ("100,000 unfinished definitions", lambda: "def f(\n" * MANY, False),
    ("100,000 unfinished classes", lambda: "class\n" * MANY, True),
    ("20,000 ifs on a line", lambda: "if x: " * (MANY // 5) + "f()", True),
    ("3,000 nested blocks", lambda: nested_blocks(MANY // 33), True),
    ("3,000 nested functions and classes", lambda: nested_functions(MANY // 33), True),
    ("indents and dedents", lambda: indentation_storm(MANY // 2), True),
    ("100,000 line continuations", lambda: "x = " + "\\\n" * MANY + "f()", True),
    ("5,000 nested f-strings", lambda: nested_f_strings(MANY // 20), True),
    ("100,000 open f-strings", lambda: "x = " + "f'{" * MANY, True),
    ("5,000 nested format specifications", lambda: 'x = f"' + "{x:" * (MANY // 20) + "}" * (MANY // 20) + '"', True),
    ("100,000 replacement fields", lambda: 'x = f"' + "{f()}" * MANY + '"', True),
    ("a million braces in an f-string", lambda: 'x = f"' + "{{" * MILLION + '"', True),
    ("a million quotes", lambda: "x = " + '"' * (2 * MILLION), True),
    ("100,001 triple quotes", lambda: "'''\n" * (MANY + 1), False),
    ("an open string of 5 MB", lambda: "x = '''" + "text f()\n" * 6 * MANY, False),
    ("an open string on a line of 5 MB", lambda: "x = '" + "text f() " * 6 * MANY, True),
    ("a name of a million letters", lambda: "a" * MILLION + "()", True),
    ("a number of a million digits", lambda: "x = " + "1" * MILLION, True),
    ("a module of 100,000 parts", lambda: "import a" + ".b" * MANY, True),
    ("a module 100,000 levels up", lambda: "from " + "." * MANY + " import a", True),
    ("100,000 backslashes in a string", lambda: "x = '" + "\\\\" * MANY + "'", True),
    ("NUL-free control characters", lambda: "\x01\x02\x0b\x1b\x7f" * (MANY // 5), True),
    ("100,000 question marks", lambda: "x = ?\n" * MANY, True),
    ("100,000 aliases of aliases", lambda: aliases(MANY), True),
    ("20,000 classes derived from each other", lambda: class_chain(MANY // 5), True),
    ("a constant doubled 200 times", lambda: doubled_constants(200), True),
    ("an f-string doubled 200 times", lambda: doubled_f_strings(200), True),
    ("a choice doubled 200 times", lambda: doubled_choices(200), True),
    ("a key of 12 loops over 10 values", lambda: product_of_loops(12), True),
    ("names bound to each other in a circle", lambda: "import os\na = b\nb = a\nos.getenv(a)\na.c()\nclass A(A): x = A.x\nA.x()", True),
    ("20,000 rebindings of a name", lambda: rebinding(MANY // 5), True),
    ("a name bound to a call of itself", lambda: "x = f()\n" + "x = x.g()\n" * (MANY // 5) + "x.h()", True),
]


def reexport_chain(count):
    for i in range(count):
        yield f"m{i}.py", f"from m{i + 1} import name, A{i + 1} as A{i}\nname(A{i}())\n"
    yield f"m{count}.py", f"import os\nname = os.getenv\nclass A{count}: pass\n"


def star_circle(count):
    for i in range(count):
        yield f"p/m{i}.py", f"from .m{(i + 1) % count} import *\nfrom . import *\nmissing{i}()\n"
    yield "p/__init__.py", "".join(f"from .m{i} import *\n" for i in range(count))


def import_circle():
    yield "a.py", "from b import x, y\nfrom a import x as z\nx(); y(); z()\n"
    yield "b.py", "from a import x\nfrom a import y as y\nx(); y()\n"


def deep_packages(depth):
    path = ""
    for i in range(depth):
        path += f"p{i}/"
        yield path + "__init__.py", f"from .p{i + 1} import name\nfrom {'.' * (i + 1)}p0 import name as top\nname(top)\n"


PROJECTS = [
    ("a chain of 3,000 re-exports", lambda: reexport_chain(MANY // 33)),
    ("star imports in a circle of 300", lambda: star_circle(300)),
    ("imports in a circle", import_circle),
    ("packages 100 deep", lambda: deep_packages(100)),
]
