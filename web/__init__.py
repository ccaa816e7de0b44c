"""The inspectors' console: pages and API over what is stored; a button queues, it never crawls."""
