"""In which condition is a duty? One module a rule, named as the rule; each has ``condition(portal, duty)``."""
