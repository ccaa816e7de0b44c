"""How does a later change, insertion or removal of a finding show? Hash trees over audits, and a chain of signed seals."""
