"""Texts that are written to break a program that shows, stores or prints them; and what is right to print."""

from __future__ import annotations

import unicodedata

NASTY = {
    "markup": "[bold]x[/y] [on red]z [link=file:///etc/passwd]k[/link] [@click=app.bell]q[/] \\[c]",
    "terminal": "\x1b]52;c;aGk=\x07 \x1b]8;;http://x\x1b\\l\x1b]8;;\x1b\\ \x1b]0;t\x07 \x1bPq#0\x1b\\"
    " \x1b[2J \x9b31m \x90q\x9c",
    "controls": "a\x00b\x08c\rd\x0be\x0cf\x7fg\x85h",
    "hidden": "a\u202eb\u2066c\u2069d\u200be\ufefff\u2028g\u2029h\u00adi\u3164j\ufe0fk\u115fl",
    "beyond": "\U000e0041\U000e0001 \ue000 \U0010ffff \udcff \ud800",
    "piled": "e" + "\u0301\u0489" * 40 + " wide 日本語 \uff1d１＋１",
    "formula": "=cmd|' /C calc'!A0",
    "wide formula": "\uff1dSUM(A1)",
    "query": "x'); DROP TABLE patients; -- %_",
    "template": "{0.__class__} {stage} %s %(x)s %n ${HOME} $(id) `id` {{7*7}} {% x %} #{x} $\\frac{",
    "file": "../../../../etc/passwd",
    "document": "<script>alert(1)</script>]]>--><svg onload=x>&lt;&#27;\"'",
    "yaml": "!!python/object/apply:os.system [id] &a *a <<: *b : - ? |",
    "number": "9" * 5_000,
    "other number": "٣ ² ½ -0 1e999 nan 0x1F 1_0 １０",
    "empty": "\u200b",
    "long": "ab " * 5_000,
}
"""By what each is meant to break."""

TOGETHER = ("markup", "terminal", "controls", "hidden", "beyond", "piled", "template", "document")
FEW = (
    " ".join(NASTY[name] for name in TOGETHER),
    *(text for name, text in NASTY.items() if name not in TOGETHER),
)
"""The same in fewer texts, for tables that are long."""


def steers(text: str) -> list[str]:
    """The characters of what was printed that a terminal obeys or a reader does not see."""
    return [
        f"U+{ord(character):04X}"
        for character in text
        if character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    ]
