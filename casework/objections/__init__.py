"""What do units say about findings (申诉、说明), and how does the office answer?"""
