"""How the advice of a country is decided: every case that its data distinguish, as lines."""
