"""The documentation for developers, in English: `docs/`, and what is made of the code itself.

pages.py        `docs/pages.toml`, the list of its pages, and their Markdown
markdown.py     Markdown -> HTML, with code that can be read by keyboard and on a narrow screen
reference.py    a public module: signatures, types, docstrings
terminal.py     the commands: their arguments and examples
contract.py     the JSON Schema of request and result as tables
"""
