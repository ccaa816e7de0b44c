"""Who is at the other end, what may they do, and was it they who asked for it?"""
