"""The evidence package (证据包): one WACZ file that stands on its own, with no database and no network."""
