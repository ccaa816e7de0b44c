"""Where does a list go on, and is its end proved?"""
