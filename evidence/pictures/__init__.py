"""Pictures of captured pages, made offline when evidence is exported: what a finding rests on, framed and captioned."""
