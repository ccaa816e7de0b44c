"""What kind of page is this; does it refuse, fail, or wait for scripts?"""
