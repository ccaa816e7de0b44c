"""The CMS families that government portals are built with: one module a family, found through one table."""
