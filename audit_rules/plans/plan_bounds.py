"""How large may a plan be? Whoever checks a package of somebody else must not be kept busy for ever by its plan.

The bundled one of 2017 (120 numbered tasks) has 138 kB, 8,002 parts, 9 levels, texts of 225 characters and 133 rows.
"""

from typing import Final

from audit_rules.inputs.yaml_form import FormLimits

FORM: Final = FormLimits(parts=100_000, depth=24, text=20_000)
"""Of all files of a plan together."""
MOST_SECTIONS: Final = 200
MOST_TASKS: Final = 2_000
"""Of one section; ``MOST_TASKS`` and ``MOST_CHECKS`` of the whole plan, too."""
MOST_CHECKS: Final = 5_000
MOST_NUMBERED: Final = 10_000
MOST_GROUPS: Final = 500
LONGEST_NAME: Final = 100
"""Characters of a unit's id, a group's name or a task's number."""
LONGEST_DEADLINE: Final = 2_000
MOST_LATE_STEPS: Final = 100
MOST_GRADES: Final = 100
MOST_EXPANDED: Final = 5_000_000
"""Unit ids that all groups and tasks stand for: each ``@group`` counts with all that are in it."""
