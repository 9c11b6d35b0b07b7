"""The regulator's table of number blocks: where its files come from (`sources`), and what they become (`compile`)."""
