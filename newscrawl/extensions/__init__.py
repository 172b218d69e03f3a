"""Scrapy extensions: the run's clockwork, progress, closing summary, log lines."""
