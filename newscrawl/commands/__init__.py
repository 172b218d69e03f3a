"""scrapy extract, export, archive, ledger, cluster, and crawl with honest exit statuses."""
