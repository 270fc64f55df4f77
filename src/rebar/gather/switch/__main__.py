"""`python -m rebar.gather.switch`: make the switch and write its tables."""

import sys

from rebar.gather.switch.cli import main

sys.exit(main())
