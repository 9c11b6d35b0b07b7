"""From what an engine saw in a picture of a phone's screen to sender, moment and messages.

    page      the words, with their places and colours, as the engine gives them
    rows      words beside each other, on the same ground: a row
    blocks    rows below each other, on the same ground: a bubble, or a line of the phone's own
    phone     what a phone prints itself (`data/picture.toml`)
    parts     which block is the sender, a moment, a message, one's own, or nothing of these
    text      a message as its writer typed it
    mend      misreadings that a rule can mend
    unsure    which words, numbers and addresses a person is to compare with the picture
    find      all of it: from a page to what was found

Nothing here sees the picture itself, and the words of a message decide nothing but which notification comes first.
"""
