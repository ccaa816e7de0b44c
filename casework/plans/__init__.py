"""Plans (工作要点) in versions: looked at, edited, drafted, adopted for coming audits."""
