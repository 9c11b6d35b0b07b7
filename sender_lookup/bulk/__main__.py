"""`python -m sender_lookup.bulk reports.csv -o answers.csv`: see `command`."""

import sys

from .command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
