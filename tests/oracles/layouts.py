"""The same Python with other white space: line continuations, lines and comments inside brackets,
tabs, form feeds, other line ends. CPython accepts all of it."""

import io
import tokenize

OPENING, CLOSING = "([{", ")]}"
GAPS = [" ", "  ", "\t", " \t ", " \f", "\\\n", " \\\n", " \\\n\t ", "\\\n  \\\n"]
BRACKET_GAPS = GAPS + ["\n", "\n\n", "\n  ", " # f(\n", " # ''' \"\n\t", "\n# import x\n\n", "\\\n\n"]
KEPT_TOGETHER = {"FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END", "TSTRING_START", "TSTRING_MIDDLE", "TSTRING_END"}


def gap(chance, written, depth):
    if chance.random() < 0.8:
        return written
    return chance.choice(BRACKET_GAPS if depth > 0 else GAPS)


def relayout(chance, text):
    """Raises what tokenize raises for text that is no Python."""
    lines = io.StringIO(text).readlines()  # str.splitlines would split at form feeds too
    out, row, column, depth, in_string = [], 1, 0, 0, 0
    fresh = True  # at the start of a logical line: the white space there is its indentation
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        name = tokenize.tok_name[token.type]
        (start_row, start_column), (end_row, end_column) = token.start, token.end
        between = written_between(lines, (row, column), (start_row, start_column))
        blank = fresh or name in ("NEWLINE", "NL", "COMMENT", "INDENT", "DEDENT", "ENDMARKER")
        if blank or in_string or name in KEPT_TOGETHER or between.strip(" \t\f\\\n\r") != "":
            out.append(between)
        else:
            out.append(gap(chance, between, depth))
        out.append(written_between(lines, token.start, token.end))
        row, column = end_row, end_column
        fresh = name in ("NEWLINE", "INDENT", "DEDENT") or fresh and name in ("NL", "COMMENT")
        in_string += name.endswith("STRING_START") - name.endswith("STRING_END")
        if name == "OP":
            depth += (token.string in OPENING) - (token.string in CLOSING)
    return "".join(out)


def written_between(lines, start, end):
    if start == end or start[0] > len(lines):
        return ""
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1] : end[1]]
    middle = "".join(lines[start[0] : end[0] - 1])
    last = lines[end[0] - 1][: end[1]] if end[0] <= len(lines) else ""
    return lines[start[0] - 1][start[1] :] + middle + last


def with_other_line_ends(chance, text):
    ends = chance.choice([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]])
    if len(ends) == 1:
        return text.replace("\n", ends[0])
    return "".join(line + chance.choice(ends) for line in text.split("\n"))
