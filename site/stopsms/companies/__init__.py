"""Firms to whom a letter may go: the lists that the letter form offers, made from datenanfragen.de's database."""
