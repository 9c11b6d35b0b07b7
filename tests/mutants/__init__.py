"""Do the tests notice? Small changes are made to the code that judges, one at a time, and the tests must go red.

    python -m tests.mutants                        # or `make mutants`: a sample, the same in every run
    python -m tests.mutants --only later.py --count 40

    mutations.py   the changes: a comparison turned, `and` for `or`, one more or less, an element or a statement dropped
    touched.py     which tests run which line, measured once
    running.py     the tests against one change, in a copy of the project
    equivalent.toml   changes that no answer can show, each with the reason

A change that no test notices is named with its place. Linux and macOS only: each run is a fork of a process that has
imported what all runs share.
"""
