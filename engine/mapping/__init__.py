"""Which field goes where, as the rows of rules/mapping/ say.

`inbound` turns a Spectrum contract into a prime contract, `outbound` a priced change order into a
change request.
"""
