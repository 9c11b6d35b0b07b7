"""What the search finds: the pages as documents, the words in which people ask for them, and senders by their digits.

document.py    one thing that is found, as the index has it   wordings.py  how people ask (`wordings.<lang>.toml`)
guide_text.py  the words of a guide                           numbers.py   the family of typed digits
"""
