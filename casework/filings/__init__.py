"""Which addresses did units put on file (备案), and which of them are audits held by?"""
