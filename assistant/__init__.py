"""malar: scores and cited answers for clinicians who treat cutaneous lupus.

Importing the package imports nothing else, so that every command pays only for what it uses.
"""

from __future__ import annotations

__version__ = "0.1.0"
