"""`python -m assistant` does what the command `malar` does.

Up to the check this file is read by any Python, so that an old one tells what is needed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # an old Python is what this is for
    sys.exit("malar: Python 3.11 or later is needed, and this is Python " + sys.version.split()[0])

from assistant.cli.main import main

sys.exit(main())
