"""What does a person decide about a finding, who must agree, how long does it hold, and what follows from it?"""
