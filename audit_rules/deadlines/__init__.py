"""When is it due? The deadline language (完成时限) of work plans; one file a kind of phrase."""

from audit_rules.deadlines.reading import names_stretch, read_deadline

__all__ = ["names_stretch", "read_deadline"]
