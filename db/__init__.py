"""The store: what was seen, what was judged, and the only room that knows SQLAlchemy. See ``db.database``."""
