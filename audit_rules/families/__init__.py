"""What do rules that judge alike have in common? One module a family; none is a rule itself."""
