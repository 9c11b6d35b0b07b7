"""`python -m sender_lookup.bulk reports.csv -o answers.csv`: see `command`."""

import os
import sys

from .command import main

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # nobody reads on: nothing is left to flush at exit
