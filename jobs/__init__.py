"""The use cases (audit, crawl, judge, read …) and the ``mingcha`` command line."""
