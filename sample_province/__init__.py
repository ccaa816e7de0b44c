"""The sample province: generated portals with a truth file, served on the loopback interface."""
