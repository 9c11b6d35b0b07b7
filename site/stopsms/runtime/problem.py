"""What the steps of this package raise when the build cannot go on: one sentence that says how to mend it."""


class RuntimeProblem(Exception):
    """The text is meant for the person who runs the build: what is wrong, the value, the mend."""
