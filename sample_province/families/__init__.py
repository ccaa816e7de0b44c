"""How each CMS family lays a portal's columns and articles out: one module a family."""
