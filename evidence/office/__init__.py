"""The documents an office sends (公文、台账、报告), each made of one stored audit: same audit, same bytes."""
