"""`python -m assistant` does what the command `malar` does."""

from __future__ import annotations

import sys

from assistant.cli.main import main

sys.exit(main())
