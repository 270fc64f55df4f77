"""`python -m claimsbook.starter FOLDER` writes a new book."""

import sys

from claimsbook.starter import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
