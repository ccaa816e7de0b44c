"""What the console lists is kept ready: how every duty, unit, task and audit stands, brought up to date when an audit ends."""
