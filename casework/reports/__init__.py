"""From which stored audit are documents and pages made, by which plan was it judged, and which reviews hold of its findings?"""
