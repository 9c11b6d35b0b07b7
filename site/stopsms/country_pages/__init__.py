"""The pages of a country without guides of its own, put together from its claims, steps, services and examples.

said.py       pieces of such a page: a step, a service, a family, a claim, as Markdown with marks of their claims
facts.py      what a template may ask for, for one country in one language
templates.py  `content/<lang>/any/<id>.md` -> a guide for each country without one
"""
