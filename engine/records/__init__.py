"""What the two sets of books hold, in the field's words and free of any wire format.

Connectors build these records, everything else reads them. Money is Decimal with at most two
places; dates are `datetime.date`; nothing here can be changed after it is made.
"""
