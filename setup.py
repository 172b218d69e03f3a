"""For `scrapyd-deploy`, which builds eggs through setup.py; everything is said in pyproject.toml."""

from setuptools import setup

setup()
