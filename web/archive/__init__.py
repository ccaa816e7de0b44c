"""How is what a portal sent shown to people without ever running, loading or leading anywhere?"""
