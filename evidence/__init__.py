"""Evidence (证据): what was captured, sealed, packed and written out, so that a finding stands on its own."""
